/**
 * Clients of model servers: Ollama's own protocol, and the chat completions that llama.cpp, LM Studio, vLLM and others
 * share; and what whoever asks needs: patience with a busy server, a limit on questions at once, a prompt that fits. What a
 * server sends is hostile: each answer is bounded in bytes and in time.
 */
@NullMarked
package dev.drover.model;

import org.jspecify.annotations.NullMarked;
