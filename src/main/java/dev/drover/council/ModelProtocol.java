package dev.drover.council;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a model server is spoken to. */
public enum ModelProtocol {
    /** Ollama's own protocol. */
    OLLAMA,
    /** Chat completions as of OpenAI, which llama.cpp, LM Studio and vLLM understand. */
    OPENAI;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static ModelProtocol of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
