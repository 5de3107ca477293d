package dev.drover.message;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.format.Format;
import com.networknt.schema.keyword.KeywordType;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The part of JSON Schema 2020-12 that the published schemas use. The library's whole dialect brings formats, message
 * catalogues and loaders that double the time to the first check and that nothing here needs.
 */
final class Dialect202012 {
    private static final List<KeywordType> RULES = List.of(
            KeywordType.TYPE,
            KeywordType.PROPERTIES,
            KeywordType.ADDITIONAL_PROPERTIES,
            KeywordType.REQUIRED,
            KeywordType.MAX_PROPERTIES,
            KeywordType.ITEMS,
            KeywordType.MIN_ITEMS,
            KeywordType.MAX_ITEMS,
            KeywordType.UNIQUE_ITEMS,
            KeywordType.MINIMUM,
            KeywordType.MAXIMUM,
            KeywordType.MIN_LENGTH,
            KeywordType.MAX_LENGTH,
            KeywordType.PATTERN,
            KeywordType.ENUM,
            KeywordType.FORMAT,
            KeywordType.REF,
            KeywordType.ALL_OF,
            KeywordType.ANY_OF);

    private static final List<String> NOTES =
            List.of("$schema", "$id", "$defs", "title", "description", "examples", "default", "writeOnly");

    private Dialect202012() {}

    /** A registry that knows only what it is handed; a keyword that is in neither list above is refused when compiled. */
    static SchemaRegistry registry() {
        Dialect dialect = Dialect.builder("https://json-schema.org/draft/2020-12/schema")
                .specificationVersion(SpecificationVersion.DRAFT_2020_12)
                .idKeyword("$id")
                .keywords(RULES)
                .keywords(NOTES.stream().map(NonValidationKeyword::new).toList())
                .format(new DateTime())
                .unknownKeywordFactory((keyword, context) -> {
                    throw new DroverException("the schema keyword '" + keyword + "' is not known to Dialect202012");
                })
                .build();
        var config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .locale(Locale.ROOT)
                // Explanation words the refusals; the library's catalogue would only cost time to load.
                .messageSource((key, fallback, locale, arguments) -> key)
                .build();
        return SchemaRegistry.withDialect(dialect, builder -> builder.schemaRegistryConfig(config));
    }

    /** RFC 3339 as {@link Instant} reads it, so that what passes here can be converted. */
    private static final class DateTime implements Format {
        private static final Pattern FORM = Pattern.compile(
                "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})",
                Pattern.CASE_INSENSITIVE);

        @Override
        public String getName() {
            return "date-time";
        }

        @Override
        public boolean matches(ExecutionContext context, String value) {
            if (!FORM.matcher(value).matches()) {
                return false;
            }
            try {
                Instant.parse(value);
                return true;
            } catch (DateTimeException e) {
                return false;
            }
        }
    }
}
