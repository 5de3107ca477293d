package dev.drover.agent.specialist.coding;

import dev.drover.agent.specialist.coding.text.DiffReader;
import dev.drover.agent.specialist.coding.text.DiffedText;
import dev.drover.agent.specialist.coding.text.EditRefused;
import dev.drover.agent.specialist.coding.text.FileDiff;
import dev.drover.agent.specialist.coding.text.Replacement;
import dev.drover.agent.specialist.coding.text.TextFile;
import dev.drover.agent.specialist.coding.tree.FileState;
import dev.drover.agent.specialist.coding.tree.Overlay;
import dev.drover.message.Edit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes edits, one after the other, in an overlay. */
public final class Edits {
    private final Overlay overlay;

    private Edits(Overlay overlay) {
        this.overlay = overlay;
    }

    /**
     * Makes them all.
     *
     * @throws EditRefused when one cannot be made; the message says which and why
     */
    public static void make(List<Edit> edits, Overlay overlay) throws IOException, InterruptedException {
        var maker = new Edits(overlay);
        for (int i = 0; i < edits.size(); i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped while the edits were worked out");
            }
            try {
                maker.make(edits.get(i));
            } catch (EditRefused e) {
                String kind = edits.get(i).getClass().getSimpleName().toLowerCase(Locale.ROOT);
                throw new EditRefused("Edit " + (i + 1) + " of " + edits.size() + " (" + kind + ") cannot be made: "
                        + e.getMessage() + ". Nothing was changed.");
            }
        }
    }

    private void make(Edit edit) throws IOException {
        switch (edit) {
            case Edit.Write write -> write(write);
            case Edit.Replace replace -> replace(replace);
            case Edit.Patch patch -> {
                for (FileDiff diff : DiffReader.read(patch.patch())) {
                    apply(diff);
                }
            }
            case Edit.Delete delete -> overlay.delete(delete.path());
            case Edit.Rename rename -> overlay.rename(rename.from(), rename.to());
        }
    }

    private void write(Edit.Write write) throws IOException {
        byte[] content = content(write);
        FileState state =
                overlay.find(write.path()).map(before -> before.with(content)).orElseGet(() -> overlay.fresh(content));
        overlay.put(write.path(), write.executable().map(state::executable).orElse(state));
    }

    private static byte[] content(Edit.Write write) throws EditRefused {
        if (!write.encoding().equals(Optional.of("base64"))) {
            return write.content().getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getMimeDecoder().decode(write.content());
        } catch (IllegalArgumentException e) {
            throw new EditRefused("the content of " + write.path() + " is not base64: " + e.getMessage());
        }
    }

    private void replace(Edit.Replace replace) throws IOException {
        FileState state = overlay.get(replace.path());
        try {
            TextFile changed = Replacement.in(
                    text(state), replace.find(), replace.with(), replace.count().orElse(1));
            overlay.put(replace.path(), state.with(changed.bytes()));
        } catch (EditRefused e) {
            throw new EditRefused(replace.path() + ": " + e.getMessage());
        }
    }

    private static TextFile text(FileState state) throws EditRefused {
        return TextFile.of(state.content())
                .orElseThrow(() -> new EditRefused(
                        "it is no text; give it whole, with \"kind\": \"write\" and \"encoding\": \"base64\""));
    }

    private void apply(FileDiff diff) throws IOException {
        String name = diff.to().or(diff::from).orElse("");
        try {
            if (diff.from().isEmpty()) {
                create(name, diff);
            } else if (diff.to().isEmpty()) {
                delete(name, diff);
            } else {
                change(diff.from().get(), name, diff);
            }
        } catch (EditRefused e) {
            throw new EditRefused(e.getMessage().startsWith(name) ? e.getMessage() : name + ": " + e.getMessage());
        }
    }

    private void create(String name, FileDiff diff) throws IOException {
        if (overlay.find(name).isPresent()) {
            throw new EditRefused("it is there already, and the diff makes it");
        }
        FileState fresh = overlay.fresh(DiffedText.of(TextFile.ofNew(""), diff).bytes());
        overlay.put(name, fresh.executable(diff.executable().orElse(false)));
    }

    private void delete(String name, FileDiff diff) throws IOException {
        TextFile left = DiffedText.of(text(overlay.get(name)), diff);
        if (!left.text().isEmpty()) {
            throw new EditRefused("the diff deletes it and does not show all of its lines; use \"kind\": \"delete\" to"
                    + " delete it whatever it holds");
        }
        overlay.delete(name);
    }

    private void change(String from, String to, FileDiff diff) throws IOException {
        if (!from.equals(to)) {
            overlay.rename(from, to);
        }
        FileState state = overlay.get(to);
        FileState changed = diff.hunks().isEmpty()
                ? state
                : state.with(DiffedText.of(text(state), diff).bytes());
        overlay.put(to, diff.executable().map(changed::executable).orElse(changed));
    }
}
