package clock

import "testing"

func TestNoon(t *testing.T) {
	if got := Minutes(12, 0); got != 720 {
		t.Errorf("Minutes(12, 0) = %d, want 720", got)
	}
}

func TestRound(t *testing.T) {
	for name, hour := range map[string]int{"midnight": 24, "morning": 30} {
		t.Run(name, func(t *testing.T) {
			if got := Minutes(hour, 0); got >= 24*60 {
				t.Errorf("Minutes(%d, 0) = %d", hour, got)
			}
		})
	}
}
