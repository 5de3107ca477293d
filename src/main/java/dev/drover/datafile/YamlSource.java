package dev.drover.datafile;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;

/**
 * A text for the YAML parser. snakeyaml-engine 3.0.1 fails with an IndexOutOfBoundsException when what fills its buffer
 * ends within a surrogate pair, as an emoji is; so its buffer is never filled.
 */
public final class YamlSource extends Reader {
    private final Reader text;

    public YamlSource(String text) {
        this.text = new StringReader(text);
    }

    @Override
    public int read(char[] buffer, int from, int length) throws IOException {
        return text.read(buffer, from, Math.max(Math.min(length, 1), length - 1));
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
