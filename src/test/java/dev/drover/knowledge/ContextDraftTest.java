package dev.drover.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.knowledge.ContextDraft.Kept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A draft never takes the place of what a person wrote. */
class ContextDraftTest {
    private static final Path SHOP = Path.of("/home/ada/shop");

    @TempDir
    private Path folder;

    private Kept keep(Path workspace, String text) throws IOException {
        return new ContextDraft(workspace, text).keep(folder);
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    @Test
    void a_draft_that_nobody_edited_is_replaced_and_one_that_says_the_same_is_left() throws IOException {
        assertEquals(new Kept.Written(file("shop.md")), keep(SHOP, "# shop\n"));
        assertEquals(new Kept.Unchanged(file("shop.md")), keep(SHOP, "# shop\n"));
        assertEquals(new Kept.Written(file("shop.md")), keep(SHOP, "# shop, newer\n"));
        assertTrue(Files.readString(file("shop.md")).startsWith("# shop, newer\n"));
    }

    @Test
    void an_edited_file_stays_and_the_draft_goes_beside_it() throws IOException {
        keep(SHOP, "# shop\n");
        String edited = "Ada was here.\n" + Files.readString(file("shop.md"));
        Files.writeString(file("shop.md"), edited);
        assertEquals(new Kept.Beside(file("shop.md"), file("shop.draft.md")), keep(SHOP, "# newer\n"));
        assertEquals(new Kept.Beside(file("shop.md"), file("shop.draft.md")), keep(SHOP, "# newest\n"));
        assertEquals(edited, Files.readString(file("shop.md")));
        assertTrue(Files.readString(file("shop.draft.md")).startsWith("# newest\n"));
        Files.writeString(file("shop.draft.md"), "mine too");
        assertEquals(new Kept.Refused(file("shop.md"), file("shop.draft.md")), keep(SHOP, "# newest\n"));
        assertEquals("mine too", Files.readString(file("shop.draft.md")));
    }

    @Test
    void a_file_that_was_never_a_draft_and_a_link_are_a_persons() throws IOException {
        Files.writeString(file("shop.md"), "# by hand\n");
        assertEquals(new Kept.Beside(file("shop.md"), file("shop.draft.md")), keep(SHOP, "# shop\n"));
        Path elsewhere = Files.writeString(file("elsewhere"), "x");
        Files.createSymbolicLink(file("tool.md"), elsewhere);
        assertEquals(new Kept.Beside(file("tool.md"), file("tool.draft.md")), keep(Path.of("/src/tool"), "# tool\n"));
        assertEquals("x", Files.readString(elsewhere));
    }

    @Test
    void workspaces_of_one_name_do_not_take_each_others_place() throws IOException {
        keep(SHOP, "# shop\n");
        Kept other = keep(Path.of("/home/bob/shop"), "# the other\n");
        Path file = ((Kept.Written) other).file();
        assertTrue(file.getFileName().toString().matches("shop-[0-9a-f]{8}\\.md"), file::toString);
        assertTrue(Files.readString(file("shop.md")).startsWith("# shop\n"));
    }

    @Test
    void a_draft_that_a_person_went_on_with_is_of_its_workspace_still() throws IOException {
        keep(SHOP, "# shop\n");
        Files.writeString(file("shop.md"), Files.readString(file("shop.md")) + "\nmine\n");
        Path other = Path.of("/home/bob/shop");
        assertTrue(keep(other, "# the other\n") instanceof Kept.Written);
        assertEquals(new Kept.Beside(file("shop.md"), file("shop.draft.md")), keep(SHOP, "# newer\n"));
        Files.writeString(file("shop.md"), "all mine\n");
        assertTrue(keep(Path.of("/home/eve/shop"), "# a third\n") instanceof Kept.Written);
        assertTrue(Files.readString(file("shop.draft.md")).startsWith("# newer\n"));
    }

    @Test
    void whatever_the_workspace_is_called_the_file_has_a_plain_name() throws IOException {
        assertEquals(new Kept.Written(file("a-b.md")), keep(Path.of("/x/..a \n b"), "1\n"));
        assertEquals(new Kept.Written(file("shop-draft.md")), keep(Path.of("/x/shop.draft"), "2\n"));
        assertEquals(new Kept.Written(file("workspace.md")), keep(Path.of("/x/..."), "3\n"));
    }
}
