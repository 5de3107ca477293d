package dev.drover.agent.specialist.review.rule;

import dev.drover.message.Severity;

/** What an attacker could use. */
public enum Risk implements KnownRule {
    SHELL(
            Severity.HIGH,
            "A shell reads a command that is put together here; what comes from outside in it is run. Pass the program and its arguments as a list, without a shell."),
    SQL(
            Severity.HIGH,
            "A query is put together from text; what comes from outside in it is run by the database. Use placeholders and parameters."),
    EVAL(
            Severity.HIGH,
            "Text is run as a program here; what comes from outside in it is run. Read it as data instead."),
    UNSAFE_LOAD(
            Severity.HIGH,
            "Reading this format can run code that the data names. Use the safe loader, a filter of classes, or another format."),
    WEAK_HASH(
            Severity.MEDIUM,
            "Collisions of this hash can be made. Use SHA-256, and for passwords a function made for them, such as Argon2 or bcrypt."),
    WEAK_CIPHER(
            Severity.HIGH,
            "This cipher or mode is broken: it can be read or changed without the key. Use AES in GCM mode."),
    WEAK_RANDOM(
            Severity.MEDIUM,
            "Who has seen some of these numbers can tell the next ones. Take what must stay secret from a secure generator."),
    TLS_UNCHECKED(
            Severity.HIGH,
            "The other side's certificate is not checked, so anyone on the way can read and change the traffic. Trust the one certificate that is needed instead."),
    PATH_TRAVERSAL(
            Severity.HIGH,
            "A name from outside becomes part of a path and can lead out of the folder with '..'. Normalise the path and check that it still begins with the folder."),
    HTML_INJECTION(
            Severity.MEDIUM,
            "Text goes into a page as markup; a script in it runs with the reader's rights. Escape it, or set it as text."),
    OPEN_REDIRECT(
            Severity.MEDIUM,
            "The address to go to comes from the request, so a link to this site can lead anywhere. Allow known addresses only."),
    SERVER_REQUEST(
            Severity.MEDIUM,
            "The address that the server calls comes from the request, so it can be one inside of the network. Allow known hosts only."),
    XML_ENTITIES(
            Severity.MEDIUM,
            "This parser reads external entities, so a document can fetch files and addresses. Switch document types off."),
    CSRF_OFF(
            Severity.MEDIUM,
            "The protection against requests that another site makes in the user's name is off. Leave it on wherever a session is a cookie."),
    SECRET_LOGGED(
            Severity.MEDIUM,
            "A secret is written to the log, which more people read than may know it. Take it out of the message."),
    TOKEN_UNCHECKED(
            Severity.HIGH,
            "The signature of the token is not checked, so anyone can write one. Name the algorithm and verify with the key."),
    TEMPORARY_FILE(
            Severity.MEDIUM,
            "Between making the name and opening the file, someone else can put a link there. Use the function that does both."),
    DEBUG_ON(
            Severity.MEDIUM,
            "Debugging is on: an error shows code and values to everyone, or lets them run code. Take it from the environment, off by default."),
    PIPE_TO_SHELL(
            Severity.MEDIUM,
            "What the network delivers is run as it comes. Download it, check its hash, and run it then."),
    WORKFLOW_INJECTION(
            Severity.HIGH,
            "A text that any visitor can write becomes part of a script of the pipeline. Pass it through an environment variable."),
    WORLD_WRITABLE(
            Severity.MEDIUM, "Everyone on the machine may change this. Give the rights to the one who needs them."),
    DELETE_UNCHECKED(
            Severity.MEDIUM,
            "When the variable is empty, this deletes from the root. Write ${name:?} so that it stops then."),
    BUFFER_OVERFLOW(
            Severity.MEDIUM,
            "This call writes past the end of its buffer when the input is longer. Use the variant that takes the size.");

    private final RuleFacts facts;

    Risk(Severity severity, String advice) {
        facts = RuleFacts.of("risk", this, severity, advice);
    }

    @Override
    public RuleFacts facts() {
        return facts;
    }
}
