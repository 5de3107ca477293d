/**
 * Clients of model servers: Ollama's own protocol, and the chat completions that llama.cpp, LM Studio, vLLM and others
 * share. What a server sends is hostile: each answer is bounded in bytes and in time.
 */
@NullMarked
package dev.drover.model;

import org.jspecify.annotations.NullMarked;
