package dev.drover.cli.view;

import dev.drover.message.RequestStatus;
import dev.drover.message.Severity;
import dev.drover.message.TaskState;

/**
 * How text may be dressed.
 *
 * @param colour whether the reader sees colours
 * @param unicode whether the reader's character set has more than ASCII
 * @param width columns of a line
 */
public record Style(boolean colour, boolean unicode, int width) {
    /** For a file or a pipe: nothing is cut, and nothing is coloured. */
    public static final int UNLIMITED = 10_000;

    /** The text in that colour, if there are colours. */
    public String paint(Paint paint, String text) {
        return colour ? paint.on(text) : text;
    }

    /** An arrow that points from what is needed to what needs it. */
    String arrow() {
        return unicode ? "←" : "<-";
    }

    String bar() {
        return unicode ? "█" : "#";
    }

    String waiting() {
        return unicode ? "·" : ".";
    }

    String ellipsis() {
        return unicode ? "…" : "~";
    }

    static Paint of(TaskState state) {
        return switch (state) {
            case PENDING -> Paint.DIM;
            case QUEUED -> Paint.PLAIN;
            case RUNNING -> Paint.CYAN;
            case COMPLETED -> Paint.GREEN;
            case FAILED -> Paint.RED;
            case BLOCKED, CANCELLED -> Paint.YELLOW;
        };
    }

    static Paint of(RequestStatus status) {
        return switch (status) {
            case COMPLETED -> Paint.GREEN;
            case FAILED -> Paint.RED;
            case PARTIAL, BLOCKED, CANCELLED -> Paint.YELLOW;
        };
    }

    /** Of a {@link RunView#statusWord}. */
    static Paint ofStatus(String word) {
        return switch (word) {
            case RunView.OPEN -> Paint.CYAN;
            case RunView.ENDING -> Paint.YELLOW;
            default -> of(RequestStatus.of(word));
        };
    }

    static Paint of(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> Paint.RED;
            case MEDIUM -> Paint.YELLOW;
            case LOW, INFO -> Paint.PLAIN;
        };
    }
}
