"""Golden file of the template miner, by a second implementation: regular expressions throughout.

    python3 golden_templates.py > ../resources/golden/templates.tsv

Made-up lines of a dozen kinds of software, in a seeded order. A row: ordinal of the template the
line belongs to in the end, its text then, the line. The same functions, given a file, print the
templates of its lines:

    python3 golden_templates.py FILE
"""

import random
import re
import sys

V, ANY = "\0", "\1"
DELIMITERS = "=:,;()[]{}<>\"'|`!"
PUNCTUATION = DELIMITERS + "."
JOINTS = "[:,;=|<>'\"`]"

UNITS = set(
    "B KB MB GB TB PB kB kb KiB MiB GiB TiB bytes byte bits bit ns us ms s sec secs second seconds"
    " m min mins minute minutes h hour hours d day days milliseconds millis microseconds"
    " nanoseconds Hz kHz MHz GHz AM PM am pm UTC GMT".split()
)
MONTHS = set(
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec January February March April June July August"
    " September October November December".split()
)
DAYS = set(
    "Mon Tue Wed Thu Fri Sat Sun Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)
LITERALS = set("true false null nil None True False NaN nan TRUE FALSE NULL".split())
HOSTS = set("com net org edu gov mil info biz local localdomain internal lan svc arpa".split())
MESSAGE_KEYS = set("msg message event level lvl severity".split())
NAMING = set("user users username account login host hostname name named called".split())
LINKING = set(
    "for from to by at of on in via with as class package module client server service process job"
    " file node device interface thread domain group database table queue topic container pod"
    " method function driver command program application app task type".split()
)
LEVELS = set(
    "TRACE DEBUG INFO INFORMATION NOTICE WARN WARNING ERROR ERR SEVERE CRITICAL CRIT FATAL ALERT"
    " EMERG EMERGENCY PANIC FINE FINER FINEST CONFIG LOG STATEMENT VERBOSE".split()
)
ZONES = set("UTC GMT Z CET CEST EST EDT CST CDT MST MDT PST PDT IST JST AM PM".split())
SEPARATORS = {"-", "--", "---", "|", ":", "*"}


# ---- header


def is_time(text):
    text = text.strip("[](),|")
    if not re.fullmatch(r"[0-9TZ:/.,+_\-]*\d[0-9TZ:/.,+_\-]*", text):
        return False
    if re.fullmatch(r"\d{1,3}(\.\d{1,3}){3}(:\d+)?", text):
        return False
    groups = re.findall(r"\d+", text)
    if len(groups) == 1:
        return text == groups[0] and (len(text) in (6, 8) or len(text) >= 10)
    if len(groups) >= 6 or ":" in text:
        return True
    if len(groups) == 2:
        return bool(re.fullmatch(r"\d{1,2}[-./]\d{1,2}|\d{10,}[.,]\d+", text))
    if len(groups) == 3:
        return bool(re.fullmatch(r"\d{1,4}([-/.])\d{1,4}\1\d{1,4}", text))
    return False


class Header:
    def __init__(self, line):
        self.line = line
        self.tokens = [(m.group(), m.start()) for m in re.finditer(r"\||[^\s|]+", line[:768])][:64]

    def get(self, i):
        return self.tokens[i][0] if i < len(self.tokens) else None

    def time_at(self, i):
        return self.get(i) is not None and is_time(self.get(i))

    def digit_at(self, i):
        return self.get(i) is not None and self.get(i)[0] in "0123456789"

    def end(self):
        i = done = brackets = 0
        time = syslog = level = tag = False
        while i < len(self.tokens):
            t = self.get(i)
            if t in SEPARATORS:
                i += 1
                if time or level:
                    done = i
                if brackets or tag:
                    word = (self.get(i) or "").strip("[](),:|-<>")
                    if level or word.upper() not in LEVELS or not re.fullmatch("[A-Z]+", word):
                        break
                    tag = False
                continue
            if tag:
                break
            if is_time(t):
                time = True
                i = done = i + 1
                continue
            word = t.strip("[](),")
            month = word in MONTHS and self.digit_at(i + 1)
            day = word in DAYS and (
                self.digit_at(i + 1) or (self.get(i + 1) or "").strip("[](),") in MONTHS
            )
            if month or day:
                time, syslog = True, month
                i += 2 if month else 1
                while month and i < len(self.tokens) and (
                    self.time_at(i) or re.fullmatch(r"\d{4}\]?", self.get(i))
                ):
                    i += 1
                done = i
                continue
            if re.fullmatch(r"[IWEF]\d{4}", t) and self.time_at(i + 1):
                time = level = True
                i = done = i + 2
                continue
            word = t.strip("[](),:|-<>")
            if word.upper() in LEVELS:
                opens = self.time_at(i + 1) or t[0] == "[" or t[-1] == ":"
                if time or (opens and (word != t or re.fullmatch("[A-Z]+", word))):
                    level = True
                    i = done = i + 1
                    continue
            if not time:
                break
            if word in ZONES:
                i = done = i + 1
                continue
            if re.fullmatch("[VDIWEF]", t):
                level = True
                i = done = i + 1
                continue
            if re.fullmatch(r"[\[(]?\d+[\])]?:?", t):
                i = done = i + 1
                continue
            if t[0] == "[" and brackets < 2:
                end = self.closing(self.tokens[i][1])
                if end and re.match(r"$|[\s:|]", self.line[end:]):
                    brackets += 1
                    while i < len(self.tokens) and self.tokens[i][1] < end:
                        i += 1
                    done = i
                    continue
            if not level:
                found = 0
                for j in range(i, min(len(self.tokens), i + 4)):
                    dated = self.get(j).strip("[](),") in MONTHS and self.digit_at(j + 1)
                    if j > i and (dated or self.time_at(j)):
                        found = j
                        break
                    if self.get(j)[-1] == ":":
                        break
                if found:
                    i = found
                    continue
            if re.fullmatch(r".+:\d+\]", t):
                done = i + 1
                break
            if level and "." in t and self.get(i + 1) == ":":
                done = i + 2
                break
            tag = True
            if self.is_tag(t):
                i = done = i + 1
            elif syslog and self.is_tag(self.get(i + 1)):
                i = done = i + 2
            elif not brackets and self.get(i + 1) in SEPARATORS:
                i = done = i + 1
            elif not brackets and not level and self.get(i + 2) == "-":
                i = done = i + 2
            else:
                break
        if done < len(self.tokens):
            return self.tokens[done][1] if done else 0
        return len(self.line)

    @staticmethod
    def is_tag(t):
        return t is not None and len(t) > 1 and t[-1] == ":" and t[0] != '"' and "=" not in t

    def closing(self, start):
        depth = 0
        for k in range(start, min(len(self.line), start + 512)):
            depth += {"[": 1, "]": -1}.get(self.line[k], 0)
            if depth == 0:
                return k + 1
        return 0


# ---- masking

PIECE = re.compile(r"\.{2,}|[=:,;()\[\]{}<>\"'|`!]|(?:(?!\.\.)[^=:,;()\[\]{}<>\"'|`!])+")
QUOTED = re.compile(r"(?:^|(?<=[=:,;()\[\]{}<>\"'|`!\s]))([^=:,;()\[\]{}<>\"'|`!\s]+)=([\"'])(.{0,255}?)\2")

KEY = r"(?:^|(?<=[=:,;()\[\]{}<>\"'|`!]))(?!(?:msg|message|event|level|lvl|severity)=)([^=:,;()\[\]{}<>\"'|`!\0]+)"
UNQUOTED = re.compile(KEY + r"=[^,;()\[\]{}<>\"'|`\0]+")


def is_value(p):
    if re.search("[0-9]", p):
        word = re.fullmatch("[A-Za-z_]+[0-9][A-Za-z_]{2,}", p)
        return not word or bool(re.fullmatch("[0-9a-fA-F]{8,}", p))
    if p in LITERALS or p[0] == "/" or "\\" in p or "@" in p[1:-1]:
        return True
    if p.count("/") >= 2 and len(p) > 2:
        return True
    labels = p.split(".")
    if len(labels) > 1 and p.rindex(".") > 0:
        if labels[-1].lower() in HOSTS:
            return True
        inner = [i for i, c in enumerate(p) if c == "." and i > 0]
        backwards = len(inner) >= 2 and p[: inner[0]].lower() in HOSTS
        return (backwards or len(inner) >= 3) and not p.endswith(("Exception", "Error"))
    return False


def strip(word):
    return word.strip(PUNCTUATION)


def mask_token(token):
    core = strip(token)
    if core.count(":") >= 2 and re.fullmatch("[0-9a-fA-F]{0,4}(:[0-9a-fA-F]{0,4}){2,}", core):
        if re.search("[0-9a-fA-F]", core):
            return token.replace(core, V)
    token = QUOTED.sub(lambda m: m.group() if m.group(1) in MESSAGE_KEYS else m.group(1) + "=" + V, token)
    token = UNQUOTED.sub(lambda m: m.group(1) + "=" + V, token)
    out = []
    for piece in PIECE.findall(token):
        if piece[0] in DELIMITERS or piece == V or re.fullmatch(r"\.{2,}", piece):
            out.append(piece)
            continue
        if is_value(piece):
            host = len(out) > 1 and out[-1] == ":"
            if host and re.fullmatch(r"[A-Za-z_\-]+(\.[A-Za-z_\-]+)+", out[-2]):
                del out[-2:]
            out.append(V)
        else:
            out.append(piece)
    text = re.sub(f"{V}(?:{JOINTS}*{V})+", V, "".join(out))
    text = re.sub(f"[<>]*{V}[<>]*", V, text)
    return re.sub(f"{V}[(\\[{{]{V}[)\\]}}]", V, text)


def split(content):
    """Tokens end at blanks, but not those in the quoted value of a key."""
    quoted = [m.span() for m in QUOTED.finditer(content) if m.group(1) not in MESSAGE_KEYS]
    tokens, token = [], ""
    for i, c in enumerate(content):
        if c <= " " and not any(a <= i < b for a, b in quoted):
            tokens.append(token)
            token = ""
        else:
            token += c
    return [t for t in tokens + [token] if t]


def mask(line):
    content = line[Header(line).end():]
    raw = split(content) or split(line)
    first = []
    for i, token in enumerate(raw):
        word = strip(token)
        if (
            first
            and first[-1].endswith(V)
            and raw[i - 1][-1] in "0123456789"
            and word in UNITS
            and token.startswith(word)
        ):
            first[-1] += token[len(word):]
            continue
        after = strip(raw[i + 1]) if i + 1 < len(raw) else ""
        month = word in MONTHS and (re.match("[0-9]", after) or (first and first[-1].endswith(V)))
        day = word in DAYS and (re.match("[0-9]", after) or after in MONTHS)
        first.append(token.replace(word, V) if month or day else mask_token(token))
    out = []
    for token in first:
        bracket = re.match(f"[(\\[]{V}?[)\\]]", token)
        if out and out[-1].endswith(V) and bracket:
            out[-1] += token[bracket.end():]
        elif out and out[-1].endswith(V) and token == V:
            pass
        elif out and out[-1] == V and token.startswith(V):
            out[-1] = token
        else:
            out.append(token)
    return out


# ---- templates


class Template:
    def __init__(self, born, tokens):
        self.born, self.tokens, self.into = born, tokens, None

    def text(self):
        return " ".join(self.tokens).replace(V, "<*>").replace(ANY, "<*>")


def opens(token, other):
    if ANY not in token:
        return token == other
    head, tail = token.split(ANY)
    return len(other) >= len(head + tail) and other.startswith(head) and other.endswith(tail)


def generalise(a, b):
    def common(x, y):
        n = 0
        while n < min(len(x), len(y)) and x[n] == y[n] != ANY:
            n += 1
        return n

    def whole(text, n):
        while n and text[n - 1] not in PUNCTUATION:
            n -= 1
        return n

    head = whole(a, common(a, b))
    short = min(len(a), len(b)) - head
    tail = whole(a[::-1], min(short, common(a[::-1], b[::-1])))
    return a[:head] + ANY + (a[-tail:] if tail else "")


def suffices(tokens, i, values):
    is_open = lambda t: V in t or ANY in t
    constants = sum(
        not is_open(t) and any(c.isalpha() for c in t) for j, t in enumerate(tokens) if j != i
    )
    if not constants:
        return False
    before = strip(tokens[i - 1]).lower() if i else ""
    named = before in NAMING
    needed = 2 if named else 3 if before in LINKING else 6 if i else 12
    words = [strip(v) for v in values if not is_open(v)]
    deeds = re.compile("(..ed|..ing|fail|failure|success|ok|not)$", re.I)
    if not named and any((len(w) > 1 and w.isupper()) or deeds.search(w) for w in words):
        needed = max(needed, 16)
    if constants == 1:
        needed *= 2
    if needed < 16 and any(strip(v) in (V, ANY) for v in values):
        return True
    return len(values) >= needed


class Miner:
    def __init__(self):
        self.live, self.born = [], 0

    def next(self, line):
        tokens = mask(line)
        found = [
            t
            for t in self.live
            if len(t.tokens) == len(tokens) and all(map(opens, t.tokens, tokens))
        ]
        if found:
            return min(found, key=lambda t: (sum(ANY in x for x in t.tokens), t.born))
        template = Template(self.born, tokens)
        self.born += 1
        self.live.append(template)
        while True:
            merged = self.merge(template)
            if merged is None:
                return template
            template = merged

    def merge(self, template):
        for i in range(len(template.tokens)):
            rest = lambda t: t.tokens[:i] + t.tokens[i + 1:]
            same = [
                t
                for t in self.live
                if len(t.tokens) == len(template.tokens)
                and rest(t) == rest(template)
                and (t is template or t.tokens[i] != template.tokens[i])
            ]
            values = [template.tokens[i]] + [t.tokens[i] for t in same if t is not template]
            if len(same) < 2 or not suffices(template.tokens, i, values):
                continue
            general = values[0]
            for value in values[1:]:
                general = general if general == value else generalise(general, value)
            oldest = min(same, key=lambda t: t.born)
            oldest.tokens = template.tokens[:i] + [general] + template.tokens[i + 1:]
            for t in list(self.live):
                if (
                    t is not oldest
                    and len(t.tokens) == len(oldest.tokens)
                    and all(map(opens, oldest.tokens, t.tokens))
                ):
                    self.live.remove(t)
                    t.into = oldest
            return oldest
        return None


def templates(lines):
    miner = Miner()
    found = [miner.next(line) for line in lines]
    for i, template in enumerate(found):
        while template.into is not None:
            template = template.into
        found[i] = template
    return found


# ---- made-up lines


def made_up():
    r = random.Random(7)
    users = "alice bob carol dave erin frank grace heidi ivan judy".split()
    hosts = ["db.shop.internal", "10.1.2.3", "fe80::dead:beef", "cache-7.lan", "mail.example.org"]
    n = lambda k: r.randrange(k)
    u = lambda: r.choice(users)
    h = lambda: r.choice(hosts)
    hexa = lambda k: "".join(r.choice("0123456789abcdef") for _ in range(k))
    uuid = lambda: "-".join(hexa(k) for k in (8, 4, 4, 4, 12))
    clock = lambda: f"{n(24):02}:{n(60):02}:{n(60):02}"
    kinds = [
        lambda: f"2024-03-0{1 + n(8)} {clock()},{n(1000):03} INFO [worker-{n(8)}] shop.Cart: Order {uuid()} of user {u()} placed",
        lambda: f"2024-03-0{1 + n(8)} {clock()},{n(1000):03} ERROR [main] shop.Pay: Payment of {n(900)}.{n(99):02} EUR failed after {n(9)}.{n(9)} s",
        lambda: f"Mar {1 + n(28):2} {clock()} web-1 sshd[{n(9999)}]: Accepted publickey for {u()} from {h()} port {n(65536)} ssh2",
        lambda: f"Mar {1 + n(28):2} {clock()} web-1 cron[{n(9999)}]: session {r.choice(['opened', 'closed'])} for user {u()}",
        lambda: f"I0{1 + n(9)}{10 + n(19)} {clock()}.{n(10**6):06}       1 reflector.go:{n(900)}] Listing and watching *v1.Pod",
        lambda: f"time=\"2024-01-01T{clock()}Z\" level=warning msg=\"slow request\" path=/api/v{n(3)}/cart took={n(999)}ms client=\"web app\"",
        lambda: f"[Sun Mar {1 + n(28):02} {clock()} 2024] [error] [client {n(255)}.1.1.1] File does not exist: /var/www/{hexa(6)}",
        lambda: f"2024-01-01 {clock()},000 - app.server - INFO - Request {n(99)} handled in {n(99)} ms",
        lambda: f"node {r.choice(['RUNNING', 'FAILED', 'READY', 'LOST', 'DOWN', 'UNKNOWN', 'DRAINED'])} since {clock()}",
        lambda: f"Received block blk_-{n(10**12)} of size {n(10**8)} from {h()}",
        lambda: "Deleting blocks " + " ".join(f"blk_{n(999)}" for _ in range(1 + n(4))),
        lambda: f"{h()}:{n(65536)} close, {n(999)} bytes ({n(9)}.{n(9)} KB) sent, lifetime {r.choice(['<1 sec', '00:0' + str(n(9))])}",
        lambda: f"connection from {n(255)}.2.3.4 ({r.choice(['', 'host' + str(n(9))])}) at {r.choice(['Sun', 'Mon'])} Mar {1 + n(28):2} {clock()} 2024",
        lambda: f"authentication failure; uid={n(9)} tty={r.choice(['ssh', 'NODEV'])} rhost={h()}",
        lambda: f"machine check enable........{n(2)}",
        lambda: f"jk2_init() Found child {n(9999)} in scoreboard slot {n(9)}",
        lambda: f"acquire lock={n(99)}, tag=\"{r.choice(['View Lock', 'Radio', 'a b c'])}\", held={r.choice(['true', 'false'])}",
        lambda: f"{r.choice(['alpha', 'beta', 'gamma', 'delta'])} startup succeeded",
        lambda: f"Loaded driver {r.choice(['ahci', 'usbhid', 'nvme', 'tg3', 'ixgbe'])} version {n(9)}.{n(9)}",
        lambda: f"java.io.IOException: Connection reset by peer at com.acme.shop.Cart.add(Cart.java:{n(99)})",
        lambda: f"03-17 {clock()}.811  {n(9999)}  {n(9999)} D WindowManager: relayout of com.acme.{r.choice(['mail', 'maps'])} done",
        lambda: f"INFO: cache {r.choice(['hits', 'misses', 'evictions'])}: {n(9999)}",
        lambda: f"20240301-{clock()}:{n(999)}|Steps|{n(10**8)}|onStep {n(99)}",
    ]
    return [r.choice(kinds)() for _ in range(1200)]


if __name__ == "__main__":
    lines = open(sys.argv[1], encoding="latin-1").read().splitlines() if len(sys.argv) > 1 else made_up()
    for line, template in zip(lines, templates(lines)):
        print(template.born, template.text(), line, sep="\t")
