# Greets whoever is named.
greet() {
    printf 'Good day, %s\n' "$1"
}
