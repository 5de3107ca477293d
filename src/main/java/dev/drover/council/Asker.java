package dev.drover.council;

import dev.drover.message.Limits;

/**
 * For what a model is asked: whose limits hold for the question, and what stands beside it in the ledger.
 *
 * @param taskId empty for a question of the planner
 * @param agentId empty when no agent asks
 * @param limits those of the request
 */
public record Asker(String requestId, String taskId, String agentId, Limits limits) {}
