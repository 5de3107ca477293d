package dev.drover.agent.specialist.coding.text;

import java.io.IOException;

/** An edit that cannot be made as it stands. Nothing was changed; the message says why and what to do. */
public final class EditRefused extends IOException {
    private static final long serialVersionUID = 1L;

    public EditRefused(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
