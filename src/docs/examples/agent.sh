#!/bin/sh
# A complete Drover agent, like agent.py beside it: sh agent.sh [HOME TYPE]. Linux; Ctrl-C ends it.
# It relies on packets being one line as the daemon writes them; the numbers in brackets are rules of bus-protocol.md.
home=${1:-$DROVER_HOME} type=${2:-$DROVER_AGENT_TYPE}
[ -n "${1:-}" ] && DROVER_AGENT_ID='' # new at each start, so no old claim is ever run again (10)
agent=${DROVER_AGENT_ID:-$type-$$-$(date +%s)} results=$home/bus/outbox/packets taken=0 stopping='' who=''
mine=$home/bus/claimed/$agent attempt_file='/[A-Za-z0-9][A-Za-z0-9_-]{0,63}\.[1-9][0-9]{0,8}\.json$'
export DROVER_HOME="$home" DROVER_AGENT_TYPE="$type" DROVER_AGENT_ID="$agent"

now() { date -u +%Y-%m-%dT%H:%M:%SZ; }
# shellcheck disable=SC2016 # evaluated later, in the process that it is about
tell='read -r stat </proc/$$/stat; set -- ${stat##*) }; read -r boot </proc/sys/kernel/random/boot_id
    who="\"pid\":$$,\"start\":${20},\"boot_id\":\"$boot\""' # a number alone names no process; see proc(5)
publish() { # file, text: whole or not at all, and durable (1)
    hidden=${1%/*}/.${1##*/}.$agent
    printf '%s\n' "$2" >"$hidden" && sync "$hidden" && mv "$hidden" "$1" && sync "${1%/*}"
}
waiting() { # the most urgent first, the oldest first within a lane (7)
    for lane in critical high normal low; do find "$lane" -maxdepth 1 -type f -printf "%T@ $lane/%f\n" | sort -n; done
}
claim() { # whoever's rename succeeds owns the packet; it kept the old time, so it is touched (7)
    if [ $((taken % 8)) = 7 ]; then waiting | sort -n; else waiting; fi | grep -E "$attempt_file" | while read -r _ file; do
        mv "$file" "$mine/" 2>/dev/null && touch -c "$mine/${file##*/}" && echo "${file##*/}" && break
    done
}
text() { printf '%s' "$head" | sed -n 's/.*[{,]"'"$1"'":"\(\([^"\\]\|\\.\)*\)".*/\1/p'; } # as it stands, with its escapes
plain() { # without the escapes of JSON; the tools' own printf knows \x, which not every shell's does
    env printf '%b' "$(printf '%s' "$1" | sed 's/\\\\/\x01/g; s/\\"/"/g; s/\\u00\(..\)/\\x\1/g; s/\x01/\\\\/g')"
}
heart() { # beats until the claim is gone, the time is over or the agent is to end, and then ends the command (8, 13)
    while sleep 1 && [ "$limit" -gt 0 ] && [ -e "$mine/$1" ] && [ ! -e "$mine/.stop" ]; do
        touch -c "$mine/$1" && limit=$((limit - 1))
    done
    [ "$limit" -gt 0 ] || : >"$mine/.late"
    until kill -s KILL -- "-$command" 2>/dev/null; do sleep 0.1; done
}
# shellcheck disable=SC2016
run() { # the leader of the session writes its own .group file before the command does anything (11)
    DROVER_REQUEST_ID=$request DROVER_TASK_ID=$task DROVER_PACKET_ID=$packet_id DROVER_ATTEMPT=$attempt \
        DROVER_WORKSPACE=$workspace DROVER_ARTIFACTS=$folder/artifacts TRACEPARENT=$trace GROUP=$mine/${1%.json}.group \
        DROVER_COMMAND=$(plain "$run") TELL=$tell setsid sh -c '
            cd "$DROVER_WORKSPACE" && eval "$TELL" && echo "{$who}" >"$GROUP" || exit 125
            [ -e "${GROUP%.group}.json" ] || exit 125 # taken away before the .group file was there (8)
            unset TELL GROUP who stat boot; set --; eval "$DROVER_COMMAND"' >"$folder/output.log" 2>&1 </dev/null &
    command=$!
    heart "$1" &
    heart=$!
    wait "$command" && code=0 || code=$?
    while kill -0 "$command" 2>/dev/null; do wait "$command" && code=0 || code=$?; done # SIGTERM interrupts a wait
    kill "$heart"
    kill -s KILL -- "-$command" 2>/dev/null # what the command left running
    summary="exit code $code" status=failed
    [ "$code" != 0 ] || status=completed
    [ -z "$stopping" ] || status=released
    [ ! -e "$mine/.late" ] || { status=timeout && rm "$mine/.late"; }
    artifacts=$(find "$folder/artifacts" -maxdepth 1 -type f ! -name '*["\\[:cntrl:]]*' \
        -printf ",{\"name\":\"%f\",\"path\":\"${folder#"$home/"}/artifacts/%f\"}")
}
work() { # the file's name says packet and attempt, whatever is in it
    IFS= read -r packet <"$mine/$1" || [ -n "$packet" ] || packet=''
    begin=$(now) attempt=${1%.json} packet_id=${1%%.*} head=${packet%%',"params":{'*} artifacts='' command=''
    attempt=${attempt##*.} request=$(text request_id) task=$(text task_id) run=$(text run) workspace=$(text workspace)
    trace=${packet##*'"traceparent":"'} limit=${packet##*'"timeout_seconds":'}
    trace=${trace%%\"*} limit=${limit%%,*} folder=$home/$(text run_folder)/tasks/$task/$attempt
    case $packet:$run in
        '{"protocol":1,'*'}:') status=blocked summary='this agent only runs commands; give the task one as run' ;;
        '{"protocol":1,'*'}':*)
            case $workspace in bus/*) workspace=$home/$workspace && mkdir -p "$workspace" ;; esac
            mkdir -p "$folder/artifacts" && run "$1"
            ;;
        *) status=failed summary='the packet cannot be used' task=unknown request=unknown ;;
    esac
    until [ ! -e "$mine/$1" ] || publish "$results/$1" '{"protocol":1,"packet_id":"'"$packet_id"'","task_id":"'"$task"'",
        "request_id":"'"$request"'","agent_id":"'"$agent"'","agent_type":"'"$type"'","attempt":'"$attempt"',
        "status":"'"$status"'","summary":"'"$summary"'","artifacts":['"${artifacts#,}"'],
        "started_at":"'"$begin"'","finished_at":"'"$(now)"'"}'; do # under the name of the packet's file (12), and …
        touch -c "$mine/$1" # a full disk: keep the claim and its heartbeat, and try again
        sleep 1
    done
    rm -f "$mine/${1%.json}.group" "$mine/$1" # … only then is the claim given up (13)
}

mkdir -p "$mine" && cd "$home/bus/queue" && mkdir -p "$type" && cd "$type" && mkdir -p critical high normal low || exit 1
trap 'stopping=1; : >"$mine/.stop"' TERM INT
eval "$tell"
publish "$mine/agent.json" "{\"agent_id\":\"$agent\",\"agent_type\":\"$type\",$who,\"version\":\"example\",
    \"started_at\":\"$(now)\"}" # before the first claim (11)
while [ -z "$stopping" ]; do
    name=$(claim)
    if [ -n "$name" ]; then work "$name" && taken=$((taken + 1)); else sleep 0.2; fi
done
rm -f "$mine/agent.json" "$mine/.stop"
rmdir "$mine" 2>/dev/null # unless it holds a claim that was found at the start, which is the daemon's to take back
exit 0
