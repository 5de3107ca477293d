#!/usr/bin/env python3
"""A small Drover agent: it keeps every required rule of bus-protocol.md (the numbers in brackets), and no more.

Drover starts it when an agent definition says so, or `drover conformance -- python3 small-agent.py`. Linux.
"""
import json, os, re, signal, subprocess, time
from contextlib import suppress
from datetime import datetime, timezone
from pathlib import Path

HOME, AGENT, TYPE = (os.environ[f"DROVER_{key}"] for key in ("HOME", "AGENT_ID", "AGENT_TYPE"))
MINE, RESULTS, QUEUE = (Path(HOME, "bus", *to) for to in (("claimed", AGENT), ("outbox", "packets"), ("queue", TYPE)))
GATE = 'IFS= read -r go || exit 125; exec </dev/null; eval "$DROVER_COMMAND"'  # waits until the group is on record
stopping = []


def publish(target, message):  # whole or not at all, and durable (1)
    hidden = target.with_name(f".{target.name}.{AGENT}")
    hidden.write_text(json.dumps(message))
    subprocess.run(["sync", hidden], check=True)
    hidden.rename(target)
    subprocess.run(["sync", target.parent], check=True)


def process(pid):  # a number alone names no process, since numbers are used again (11)
    start = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    return {"pid": pid, "start": int(start), "boot_id": Path("/proc/sys/kernel/random/boot_id").read_text().strip()}


def claim(fair):  # the most urgent lane first, the oldest first within it; when fair, the oldest of all (7)
    waiting = []
    for lane, name in enumerate(("critical", "high", "normal", "low")):
        for file in QUEUE.joinpath(name).glob("*"):
            if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}\.[1-9][0-9]{0,8}\.json", file.name):
                with suppress(FileNotFoundError):  # another agent was faster
                    waiting.append((0 if fair else lane, file.stat().st_mtime_ns, file))
    for _, _, file in sorted(waiting):
        with suppress(FileNotFoundError):
            mine = file.rename(MINE / file.name)  # whoever's rename succeeds owns the packet
            os.utime(mine)  # the rename kept the time at which it was queued
            return mine


def run(packet, mine):  # the status, or None when the packet was taken back or cancelled
    folder = Path(HOME, packet["run_folder"], "tasks", packet["task_id"], str(packet["attempt"]))
    workspace = Path(HOME, packet["workspace"])
    for each in (folder / "artifacts", *([] if Path(packet["workspace"]).is_absolute() else [workspace])):
        each.mkdir(parents=True, exist_ok=True)
    ids = {f"DROVER_{key.upper()}": str(packet[key]) for key in ("request_id", "task_id", "packet_id", "attempt")}
    more = {"DROVER_WORKSPACE": str(workspace), "DROVER_ARTIFACTS": str(folder / "artifacts"),
            "TRACEPARENT": packet["traceparent"], "DROVER_COMMAND": packet["run"]}
    with open(folder / "output.log", "wb") as log:
        shell = subprocess.Popen(["sh", "-c", GATE], cwd=workspace, env={**os.environ, **ids, **more},
                                 stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True)
    mine.with_suffix(".group").write_text(json.dumps(process(shell.pid)))  # before the command does anything (11)
    shell.stdin.write(b"\n" if mine.exists() else b"")
    shell.stdin.close()
    status, end = None, time.monotonic() + packet["timeout_seconds"]
    while status is None and mine.exists():
        try:
            status = "failed" if shell.wait(timeout=1) else "completed"
        except subprocess.TimeoutExpired:
            status = "released" if stopping else "timeout" if time.monotonic() > end else None
            subprocess.run(["touch", "-c", mine])  # the heartbeat, which creates nothing (8)
    with suppress(ProcessLookupError):
        os.killpg(shell.pid, signal.SIGKILL)  # the command, or what it left running
    shell.wait()
    return status


def work(mine):
    begun = datetime.now(timezone.utc).isoformat()
    packet_id, attempt, _ = mine.name.split(".")
    try:
        packet = json.loads(mine.read_bytes())
        status = run(packet, mine) if packet["protocol"] == 1 and packet.get("run") else "blocked"
    except (ValueError, KeyError, TypeError):
        packet, status = {}, "failed"
    if status and mine.exists():  # one that was taken back or cancelled is not answered (8)
        publish(RESULTS / mine.name, {
            "packet_id": packet_id, "attempt": int(attempt), "agent_id": AGENT, "agent_type": TYPE, "status": status,
            "task_id": packet.get("task_id", "unknown"), "request_id": packet.get("request_id", "unknown"),
            "summary": status, "started_at": begun, "finished_at": datetime.now(timezone.utc).isoformat()})
    for file in (mine.with_suffix(".group"), mine):  # the claim is given up after the result is there (13)
        file.unlink(missing_ok=True)


for number in (signal.SIGTERM, signal.SIGINT):
    signal.signal(number, lambda *_: stopping.append(True))
MINE.mkdir(parents=True, exist_ok=True)
publish(MINE / "agent.json", {"agent_id": AGENT, "agent_type": TYPE, **process(os.getpid()), "version": "1",
                              "started_at": datetime.now(timezone.utc).isoformat()})  # before the first claim (11)
taken = 0
while not stopping:  # a claim that is found here at the start is never run (10)
    mine = claim(fair=taken % 8 == 7)
    taken += bool(mine)
    work(mine) if mine else time.sleep(0.2)
