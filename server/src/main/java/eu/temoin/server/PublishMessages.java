package eu.temoin.server;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What {@code publish} and a running server say to each other, as JSON: both sides of it. */
final class PublishMessages {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PublishMessages() {}

    static byte[] bytes(Publisher.Request request) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("reasons", request.reasons());
        request.at().ifPresent(day -> members.put("at", day.toString()));
        members.put("editorial", request.editorial());
        members.put("wordingOnly", request.wordingOnly());
        members.put("register", request.seen());
        return JSON.writeValueAsBytes(members);
    }

    /** Empty where it is no request of this version, whole and of the right types. */
    static Optional<Publisher.Request> request(byte[] body) {
        try {
            JsonNode members = JSON.readTree(body);
            JsonNode reasons = members.path("reasons");
            boolean isWhole = reasons.isObject()
                    && members.path("editorial").isBoolean()
                    && members.path("wordingOnly").isBoolean()
                    && members.path("register").isString()
                    && (members.path("at").isMissingNode() || members.path("at").isString());
            if (!isWhole || reasons.values().stream().anyMatch(reason -> !reason.isString())) {
                return Optional.empty();
            }
            Map<String, String> byLanguage = new LinkedHashMap<>();
            reasons.properties()
                    .forEach(reason ->
                            byLanguage.put(reason.getKey(), reason.getValue().stringValue()));
            JsonNode at = members.path("at");
            return Optional.of(new Publisher.Request(
                    byLanguage,
                    at.isMissingNode() ? Optional.empty() : Optional.of(LocalDate.parse(at.stringValue())),
                    members.path("editorial").booleanValue(),
                    members.path("wordingOnly").booleanValue(),
                    members.path("register").stringValue()));
        } catch (JacksonException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    static Map<String, Object> members(Publisher.Answer answer) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("accepted", answer.done());
        members.put("code", answer.code());
        members.put("message", answer.message());
        return members;
    }

    static int status(Publisher.Answer answer) {
        if (answer.done()) {
            return 200;
        }
        return switch (answer.code()) {
            case Publisher.Answer.STORE -> 503;
            case Publisher.Answer.OTHER_FILE -> 409;
            default -> 422;
        };
    }

    /** Empty where what answered was not Témoin. */
    static Optional<Publisher.Answer> answer(byte[] body) {
        try {
            JsonNode members = JSON.readTree(body);
            JsonNode code = members.path("code");
            JsonNode message = members.path("message");
            return code.isString() && message.isString()
                    ? Optional.of(new Publisher.Answer(code.stringValue(), message.stringValue()))
                    : Optional.empty();
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }
}
