package dev.drover.agent.specialist.review.javacode;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import dev.drover.agent.specialist.review.rule.Risk;
import dev.drover.message.Severity;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reading formats that can make objects of any class or fetch what a document names. */
final class LoadCheck extends JavaCheck {
    private static final Set<String> XML_FACTORIES = Set.of(
            "DocumentBuilderFactory",
            "SAXParserFactory",
            "XMLInputFactory",
            "TransformerFactory",
            "SchemaFactory",
            "XMLReaderFactory",
            "SAXTransformerFactory");
    private static final Pattern XML_CLOSED = Pattern.compile(
            "disallow-doctype-decl|FEATURE_SECURE_PROCESSING|SUPPORT_DTD|ACCESS_EXTERNAL_|external-general-entities"
                    + "|IS_SUPPORTING_EXTERNAL_ENTITIES");
    private static final Map<String, Severity> CALLS = Map.of(
            "enableDefaultTyping", Severity.HIGH,
            "fromXML", Severity.MEDIUM,
            "unmarshalObject", Severity.MEDIUM);

    LoadCheck(Subject subject) {
        super(subject);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
        String name = Expressions.name(call);
        String receiver = Expressions.receiverName(call);
        if (file().isTest()) {
            return super.visitMethodInvocation(call, null);
        }
        if (name.equals("readObject") && call.getArguments().isEmpty()) {
            readObject(call, receiver);
        } else if (CALLS.containsKey(name) && !name.equals("fromXML")) {
            report(call, Risk.UNSAFE_LOAD, CALLS.getOrDefault(name, Severity.MEDIUM));
        } else if (name.equals("fromXML")
                && receiver.toLowerCase(java.util.Locale.ROOT).contains("xstream")) {
            report(call, Risk.UNSAFE_LOAD, Severity.MEDIUM);
        } else if (name.startsWith("new") && XML_FACTORIES.contains(receiver)) {
            if (name.matches("new(?:Instance|Factory|DefaultInstance|DefaultFactory)")
                    && !XML_CLOSED.matcher(file().text()).find()) {
                report(call, Risk.XML_ENTITIES);
            }
        }
        return super.visitMethodInvocation(call, null);
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree creation, @Nullable Void none) {
        if (Expressions.created(creation).equals("XMLDecoder") && !file().isTest()) {
            report(creation, Risk.UNSAFE_LOAD, Severity.HIGH);
        }
        return super.visitNewClass(creation, null);
    }

    /** A class's own readObject reads its fields from a stream that someone else has opened. */
    private void readObject(MethodInvocationTree call, String receiver) {
        boolean own =
                method().filter(m -> m.getName().contentEquals("readObject")).isPresent();
        boolean stream = names().type(receiver).endsWith("ObjectInputStream")
                || names().values(receiver).stream().anyMatch(v -> v.toString().contains("new ObjectInputStream("))
                || Expressions.receiver(call)
                        .filter(r -> r.toString().contains("new ObjectInputStream("))
                        .isPresent();
        if (!own && stream && !file().text().contains("ObjectInputFilter")) {
            boolean outside = methodMentions("getInputStream()", "getSession", "getCookies");
            report(call, Risk.UNSAFE_LOAD, outside ? Severity.HIGH : Severity.MEDIUM);
        }
    }
}
