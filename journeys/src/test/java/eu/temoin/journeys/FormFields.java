package eu.temoin.journeys;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The hidden fields of a form as a page carries them, to be sent by something else than a browser. */
record FormFields(Map<String, String> fields) {
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

    /** @param start text at which the form begins: what stands before it is another form's */
    static FormFields of(String page, String start) {
        int begin = page.indexOf(start);
        int end = page.indexOf("</form>", begin);
        if (begin < 0 || end < 0) {
            throw new AssertionError("no form behind " + start + " in " + page);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher hidden = HIDDEN.matcher(page.substring(begin, end));
        while (hidden.find()) {
            fields.put(hidden.group(1), hidden.group(2));
        }
        if (!fields.containsKey("shown")) {
            throw new AssertionError("no form of ours behind " + start);
        }
        return new FormFields(fields);
    }

    FormFields with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new FormFields(more);
    }

    String encoded() {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
