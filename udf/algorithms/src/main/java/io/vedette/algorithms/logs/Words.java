package io.vedette.algorithms.logs;

/** The words of English logs that say what stands beside them. */
final class Words {

  /** What a number may be followed by and means no more than the number does. */
  static final WordSet UNITS =
      WordSet.of(
          "B KB MB GB TB PB kB kb KiB MiB GiB TiB bytes byte bits bit ns us ms s sec secs second"
              + " seconds m min mins minute minutes h hour hours d day days milliseconds millis"
              + " microseconds nanoseconds Hz kHz MHz GHz AM PM am pm UTC GMT");

  static final WordSet MONTHS =
      WordSet.of(
          "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec January February March April June July"
              + " August September October November December");

  static final WordSet DAYS =
      WordSet.of(
          "Mon Tue Wed Thu Fri Sat Sun Monday Tuesday Wednesday Thursday Friday Saturday Sunday");

  /** Values that are written as words. */
  static final WordSet LITERALS =
      WordSet.of("true false null nil None True False NaN nan TRUE FALSE NULL");

  /** Last labels of a host's name. Countries are not among them: some are words or file types. */
  static final WordSet HOST_ENDINGS =
      WordSet.ignoringCase(
          "com net org edu gov mil info biz local localdomain internal lan svc arpa");

  /** Keys of key=value whose value is the message itself. */
  static final WordSet MESSAGE_KEYS = WordSet.of("msg message event level lvl severity");

  /** What is followed by a name that someone gave. */
  static final WordSet NAMING =
      WordSet.ignoringCase("user users username account login host hostname name named called");

  /** What is often followed by a parameter. */
  static final WordSet LINKING =
      WordSet.ignoringCase(
          "for from to by at of on in via with as class package module client server service"
              + " process job file node device interface thread domain group database table queue"
              + " topic container pod method function driver command program application app task"
              + " type");

  static final WordSet LEVELS =
      WordSet.ignoringCase(
          "TRACE DEBUG INFO INFORMATION NOTICE WARN WARNING ERROR ERR SEVERE CRITICAL CRIT FATAL"
              + " ALERT EMERG EMERGENCY PANIC FINE FINER FINEST CONFIG LOG STATEMENT VERBOSE");

  static final WordSet ZONES =
      WordSet.of("UTC GMT Z CET CEST EST EDT CST CDT MST MDT PST PDT IST JST AM PM");

  private Words() {}
}
