package dev.drover.agent.specialist.git;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "make test | make test",
                "mvn -q test | mvn … test",
                "npm run e2e | npm run …",
                "/home/ada/bin/gradlew --no-daemon clean build | gradlew … clean build",
                "python3 -m pytest -q | python3 … pytest …",
                "API_TOKEN=s3cret npm run e2e | … npm run …",
                "API_TOKEN='my test secret' npm test | …",
                "API_TOKEN=\"$(cat run test)\" npm test | …",
                "A=1 B=\\  test | …",
                "curl -H 'Authorization: Bearer run test' https://example.org | curl …",
                "curl https://ada:s3cret@example.org/run | curl …",
                "https://ada:s3cret@example.org | …",
                "login s3cret | login …",
                "mysql -ps3cret test | mysql … test",
                "echo s3cret > file | echo …",
                "(cd app; make test) | …",
                "cd app && make test | cd …",
                "$TOKEN test | …",
                "make test;curl s3cret | make …",
                "go run build test check verify lint | go run build test …",
                "`` | …",
            })
    void only_the_program_and_kinds_of_work_are_told(String command, String told) {
        assertEquals(told, PublishedCommand.of(command));
    }

    @Test
    void nothing_beyond_a_line_is_told() {
        assertEquals("make …", PublishedCommand.of("make \n test s3cret"));
        assertEquals("…", PublishedCommand.of("make\nAPI_TOKEN=x test"));
    }
}
