. ./greet.sh

echo 1..2
if [ "$(greet Ada)" = 'Good day, Ada' ]; then
    echo ok 1 - greets by name
else
    echo not ok 1 - greets by name
fi
if [ "$(greet '')" = 'Good day' ]; then
    echo ok 2 - greets a stranger
else
    echo not ok 2 - greets a stranger
    exit 1
fi
