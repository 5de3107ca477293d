package dev.drover.council;

import dev.drover.bus.Home;
import dev.drover.message.DroverException;
import dev.drover.message.Limits;
import dev.drover.model.Chat;
import dev.drover.model.ChatAnswer;
import dev.drover.model.Endpoint;
import dev.drover.model.ModelClient;
import dev.drover.model.ModelException;
import dev.drover.model.PatientClient;
import dev.drover.model.Slots;
import dev.drover.model.SlottedClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a home asks its model server: no more questions at once than the settings say, patiently, and within the budgets,
 * which hold for all processes of the home together. Safe for use by any thread.
 *
 * @param own limits of the definition that is at work
 * @param server asked without waiting for a slot
 * @param slots that all processes of the home share
 */
public record ModelAccess(
        Settings.Model settings,
        AgentDefinition.Limits own,
        ModelClient server,
        Slots slots,
        Spending spending,
        InstantSource clock) {
    /** How long a question may wait for those before it. */
    private static final Duration IN_LINE = Duration.ofMinutes(30);

    /** By these settings; nobody is asked yet. */
    public static ModelAccess of(
            Home home, Settings.Model settings, Map<String, String> environment, InstantSource clock) {
        var slots = new Slots(
                home.modelSlots(), Endpoint.of(settings.protocol(), settings.endpoint()), settings.parallel());
        return new ModelAccess(
                settings,
                AgentDefinition.Limits.NONE,
                ModelServer.of(settings, environment).client(),
                slots,
                new Spending(home.spending(), clock),
                clock);
    }

    /**
     * Waits for a slot, asks, and asks a busy server again. What the question took is in the ledger on return, also
     * when there is no answer.
     *
     * @throws ModelException of the kind OVER_LIMIT when a limit was reached by the time that there was a slot
     * @throws DroverException when the ledger cannot be written
     */
    public ChatAnswer ask(Asker asker, Chat chat) throws ModelException, InterruptedException {
        var inLine = new SlottedClient(new BookedClient(this, asker), slots, IN_LINE);
        return new PatientClient(inLine, PatientClient.TOTAL, new SecureRandom()).chat(chat);
    }

    /** The same within the limits of a definition, each of which counts where that of the settings is wider. */
    public ModelAccess within(AgentDefinition.Limits limits) {
        return new ModelAccess(settings, limits, server, slots, spending, clock);
    }

    /** Most questions in one attempt at a task. */
    public int rounds() {
        return Math.min(settings.rounds(), own.rounds().orElse(settings.rounds()));
    }

    /** Which limit forbids another question, as a part of a sentence; empty when none does. */
    public Optional<String> exceeded(Limits request, String requestId, String taskId) {
        return Budget.of(settings, own, request).exceeded(spending, requestId, taskId, clock);
    }

    /** What the next question may cost, in millionths of a dollar; empty where no limit says. */
    public OptionalLong microDollarsLeft(Limits request, String requestId, String taskId) {
        return Budget.of(settings, own, request).microDollarsLeft(spending, requestId, taskId);
    }
}
