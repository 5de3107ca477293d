#!/usr/bin/env python3
"""A complete Drover agent: claims packets of one type, runs their command, publishes results. Linux; Ctrl-C ends it.

Usage: python3 agent.py HOME TYPE      where HOME/council/agents defines TYPE with `backend: external`
The numbers in brackets are those of the rules in bus-protocol.md.
"""
import hashlib, json, os, shlex, signal, subprocess, sys, time
from datetime import datetime, timezone
from pathlib import Path

HOME, TYPE = Path(sys.argv[1]).resolve(), sys.argv[2]
AGENT = f"{TYPE}-{os.getpid()}-{time.time_ns():x}"  # new at each start, so no old claim is ever run again (10)
MINE, RESULTS = HOME / "bus/claimed" / AGENT, HOME / "bus/outbox/packets"
LANES = [HOME / "bus/queue" / TYPE / lane for lane in ("critical", "high", "normal", "low")]
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
            if not entry.name.startswith("."):
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
            try:
                os.utime(mine)  # the heartbeat: touches, and never creates (8)
            except FileNotFoundError:
                status = "gone"
    try:
        os.killpg(shell.pid, signal.SIGKILL)  # the command, or what it left running
    except ProcessLookupError:
        pass
    return status, shell.wait()


def work(mine):
    packet = json.loads(mine.read_text(encoding="utf-8"))
    result = {key: packet[key] for key in ("packet_id", "task_id", "request_id", "agent_type", "attempt")}
    result |= {"protocol": 1, "agent_id": AGENT, "started_at": now()}
    status, summary = "blocked", "this agent only runs commands; give the task one as `run`"
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
    result |= {"status": status, "summary": summary, "finished_at": now()}
    if status != "completed":
        result["error"] = {"code": status, "message": summary, "retryable": status == "failed"}
    while mine.exists():
        try:
            publish(RESULTS / mine.name, result)  # under the name of the packet's file (12), and only then …
            mine.with_suffix(".group").unlink(missing_ok=True)
            mine.unlink(missing_ok=True)  # … is the claim given up (13)
        except OSError:
            os.utime(mine)  # a full disk: keep the claim and its heartbeat, and try again
            time.sleep(1)
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
for left in MINE.iterdir():
    left.unlink()
MINE.rmdir()
