// Package clock tells the time of day.
package clock

// Minutes since midnight; the clock goes round.
func Minutes(hour, minute int) int {
	return (hour*60 + minute) % (24 * 60)
}
