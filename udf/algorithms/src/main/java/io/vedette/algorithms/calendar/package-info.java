/** What day it is for the people behind a series: their time zone and holidays. Pure. */
@NullMarked
package io.vedette.algorithms.calendar;

import org.jspecify.annotations.NullMarked;
