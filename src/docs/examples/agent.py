#!/usr/bin/env python3
"""A complete Drover agent: claims packets of one type, runs their command, publishes results. Linux; Ctrl-C ends it.

Usage: python3 agent.py HOME TYPE      where HOME/council/agents defines TYPE with `backend: external`
Without arguments it is who DROVER_HOME, DROVER_AGENT_TYPE and DROVER_AGENT_ID say, as an agent that Drover starts.
The numbers in brackets are those of the rules in bus-protocol.md.
"""
import hashlib, json, os, re, shlex, signal, subprocess, sys, time
from datetime import datetime, timezone
from pathlib import Path

HOME, TYPE = sys.argv[1:] or (os.environ["DROVER_HOME"], os.environ["DROVER_AGENT_TYPE"])
HOME = Path(HOME).resolve()
# New at each start, so no old claim is ever run again (10).
AGENT = not sys.argv[1:] and os.environ.get("DROVER_AGENT_ID") or f"{TYPE}-{os.getpid()}-{time.time_ns():x}"
MINE, RESULTS = HOME / "bus/claimed" / AGENT, HOME / "bus/outbox/packets"
LANES = [HOME / "bus/queue" / TYPE / lane for lane in ("critical", "high", "normal", "low")]
NAME = re.compile(r"([A-Za-z0-9][\w-]{0,63})\.([1-9]\d{0,8})\.json", re.ASCII)  # <packet_id>.<attempt>.json
GATE = 'IFS= read -r go || exit 125; exec </dev/null; eval "$DROVER_COMMAND"'
stopping = []


def now():
    return datetime.now(timezone.utc).isoformat()


def process(pid):  # a number alone names no process, since numbers are used again
    start = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    return {"pid": pid, "start": int(start), "boot_id": Path("/proc/sys/kernel/random/boot_id").read_text().strip()}


def publish(target, message):  # whole or not at all, and durable (1)
    hidden = target.with_name(f".{target.name}.{AGENT}")
    with open(hidden, "w", encoding="utf-8") as file:
        json.dump(message, file)
        file.flush()
        os.fsync(file.fileno())
    os.rename(hidden, target)
    folder = os.open(target.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def claim(fair):  # the most urgent first, the oldest first within a lane; when fair, the oldest of all (7)
    waiting = []
    for lane, folder in enumerate(LANES):
        for entry in os.scandir(folder):
            if NAME.fullmatch(entry.name):
                try:
                    waiting.append((0 if fair else lane, entry.stat().st_mtime_ns, entry.path))
                except FileNotFoundError:
                    pass  # another agent was faster
    for _, _, path in sorted(waiting):
        mine = MINE / os.path.basename(path)
        try:
            os.rename(path, mine)  # whoever's rename succeeds owns the packet
            os.utime(mine)  # the rename kept the time at which it was queued
            return mine
        except FileNotFoundError:
            pass
    return None


def beat(mine):  # touches, and never creates; a claim that is gone was taken back or cancelled (8)
    try:
        os.utime(mine)
        return True
    except FileNotFoundError:
        return False


def run(packet, mine, attempt, log):
    """Runs the command. Returns the result's status, or "gone" when the claim was taken away, and the exit code."""
    workspace = HOME / packet["workspace"]
    if workspace.is_relative_to(HOME / "bus/runs"):
        workspace.mkdir(parents=True, exist_ok=True)  # the request named none: a scratch folder of its own
    command = packet["run"]
    if len(command.encode()) > 100_000:  # longer than the system takes in an environment
        (attempt / "command.sh").write_text(command, encoding="utf-8")
        command = f". {shlex.quote(str(attempt / 'command.sh'))}"
    ids = {f"DROVER_{key.upper()}": str(packet[key]) for key in ("request_id", "task_id", "packet_id", "attempt")}
    environment = {**os.environ, **ids, "DROVER_HOME": str(HOME), "DROVER_AGENT_ID": AGENT, "DROVER_AGENT_TYPE": TYPE,
                   "DROVER_WORKSPACE": str(workspace), "DROVER_ARTIFACTS": str(attempt / "artifacts"),
                   "TRACEPARENT": packet["traceparent"], "DROVER_COMMAND": command}
    with open(log, "wb") as output:
        shell = subprocess.Popen(["sh", "-c", GATE], cwd=workspace, env=environment, stdin=subprocess.PIPE,
                                 stdout=output, stderr=subprocess.STDOUT, start_new_session=True)
    publish(mine.with_suffix(".group"), process(shell.pid))  # before the command does anything (11)
    if mine.exists():  # taken away before the .group file was there: the daemon does not wait for it (8)
        shell.stdin.write(b"\n")
    shell.stdin.close()
    status, end = "", time.monotonic() + packet["timeout_seconds"]
    while not status:
        try:
            status = "failed" if shell.wait(timeout=1) else "completed"
        except subprocess.TimeoutExpired:
            status = "released" if stopping else "timeout" if time.monotonic() > end else ""
            if not beat(mine):
                status = "gone"
    try:
        os.killpg(shell.pid, signal.SIGKILL)  # the command, or what it left running
    except ProcessLookupError:
        pass
    return status, shell.wait()


def work(mine):
    packet_id, attempt = NAME.fullmatch(mine.name).groups()
    result = {"protocol": 1, "packet_id": packet_id, "attempt": int(attempt), "agent_id": AGENT, "agent_type": TYPE,
              "task_id": "unknown", "request_id": "unknown", "started_at": now()}
    try:
        packet = json.loads(mine.read_bytes())
        result |= {key: packet[key] for key in ("task_id", "request_id")}
        if packet["protocol"] != 1:
            raise ValueError(f"it is written in protocol {packet['protocol']}")
        status, summary = "blocked", "this agent only runs commands; give the task one as `run`"
    except (ValueError, KeyError, TypeError) as error:
        packet, status, summary = {}, "failed", f"the packet cannot be used: {error!r}"
    if packet.get("run"):
        attempt = HOME / packet["run_folder"] / "tasks" / packet["task_id"] / str(packet["attempt"])
        (attempt / "artifacts").mkdir(parents=True, exist_ok=True)
        log, began = attempt / "output.log", time.monotonic()
        status, code = run(packet, mine, attempt, log)
        if status == "gone":  # taken back or cancelled: publish nothing (8)
            mine.with_suffix(".group").unlink(missing_ok=True)
            return
        summary = f"{status}, exit code {code}"
        result["evidence"] = [{"command": packet["run"], "exit_code": code,
                               "duration_seconds": round(time.monotonic() - began, 3), "log": str(log.relative_to(HOME)),
                               "output_sha256": hashlib.sha256(log.read_bytes()).hexdigest()}]
        result["artifacts"] = [{"name": file.name, "path": str(file.relative_to(HOME))}
                               for file in sorted((attempt / "artifacts").iterdir()) if file.is_file()]
    result |= {"status": status, "summary": summary, "finished_at": now()}
    if status != "completed":
        result["error"] = {"code": status, "message": summary, "retryable": status == "failed"}
    while beat(mine):
        try:
            publish(RESULTS / mine.name, result)  # under the name of the packet's file (12), and only then …
            mine.with_suffix(".group").unlink(missing_ok=True)
            mine.unlink(missing_ok=True)  # … is the claim given up (13)
        except OSError:
            time.sleep(1)  # a full disk: keep the claim and its heartbeat, and try again
    mine.with_suffix(".group").unlink(missing_ok=True)  # also when the claim was taken away at the last moment (8)


for number in (signal.SIGTERM, signal.SIGINT):
    signal.signal(number, lambda *_: stopping.append(True))
for folder in (*LANES, MINE):
    folder.mkdir(parents=True, exist_ok=True)
publish(MINE / "agent.json", {"agent_id": AGENT, "agent_type": TYPE, **process(os.getpid()), "version": "example",
                              "started_at": now()})  # before the first claim (11)
taken = 0
while not stopping:
    mine = claim(fair=taken % 8 == 7)
    if mine is None:
        time.sleep(0.2)
    else:
        taken += 1
        work(mine)
(MINE / "agent.json").unlink()
if not any(MINE.iterdir()):  # a claim that was found at the start is the daemon's to take back
    MINE.rmdir()
