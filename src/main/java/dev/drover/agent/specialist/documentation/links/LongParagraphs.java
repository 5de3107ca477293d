package dev.drover.agent.specialist.documentation.links;

import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/**
 * Cuts paragraphs of more lines than people write. For each line that does not begin with a letter the parser copies all
 * lines of the paragraph so far, so that a megabyte of such lines would keep it busy for minutes.
 *
 * <p>What comes after the cut is a paragraph in a block that never continues: its further lines are lazy ones, before
 * which nothing is copied. Headings, lists and fences end it as they end any other. For one parse only.
 */
final class LongParagraphs extends AbstractBlockParserFactory {
    private static final int MAX_LINES = 1000;

    private @Nullable Block paragraph;
    private int lines;

    @Override
    public @Nullable BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
        Block open = matched.getMatchedBlockParser().getBlock();
        if (!(open instanceof Paragraph) || state.isBlank()) {
            return BlockStart.none();
        }
        if (!open.equals(paragraph)) {
            paragraph = open;
            lines = 0;
        }
        lines++;
        return lines < MAX_LINES ? BlockStart.none() : BlockStart.of(new Rest()).atIndex(state.getIndex());
    }

    /** What is left of a paragraph that was cut. */
    private static final class Rest extends AbstractBlockParser {
        private final Block block = new CustomBlock() {};

        @Override
        public Block getBlock() {
            return block;
        }

        @Override
        public boolean isContainer() {
            return true;
        }

        @Override
        public boolean canContain(Block child) {
            return true;
        }

        @Override
        public @Nullable BlockContinue tryContinue(ParserState state) {
            return BlockContinue.none();
        }
    }
}
