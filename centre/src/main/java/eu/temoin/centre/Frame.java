package eu.temoin.centre;

import eu.temoin.consent.Decision;
import eu.temoin.consent.Register;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What surrounds every page of ours.
 *
 * @param path of the page itself, for the links to its other languages; of the centre, where it is the answer to a form
 * @param back where "back to the site" leads, a checked path
 * @param query what else the page is asked for with, each pair behind its ampersand
 */
record Frame(
        Words words,
        CentrePaths paths,
        Register register,
        String title,
        String path,
        String back,
        Html head,
        String query) {
    record LanguageLink(String language, String name, String href, boolean current) {}

    static Frame of(Words words, CentrePaths paths, Decision decision, String titleKey, String path, String back) {
        Html head = new Html(PageScript.tag(paths, decision, "") + "<style>" + Assets.PAGE_STYLE.text() + "</style>");
        return new Frame(words, paths, decision.register(), words.text(titleKey), path, back, head, "");
    }

    /** The same for a page that has a title of its own, in text, and is asked for with more than a language. */
    Frame about(String newTitle, String newQuery) {
        return new Frame(words, paths, register, newTitle, path, back, head, newQuery);
    }

    String site() {
        return register.site().name();
    }

    /** The page in the other languages of the site, each named in its own. */
    List<LanguageLink> languages() {
        List<LanguageLink> links = new ArrayList<>();
        for (String language : register.site().languages()) {
            if (!language.equals(words.language())) {
                Locale locale = Locale.forLanguageTag(language);
                String name = locale.getDisplayName(locale);
                String capital = name.substring(0, 1).toUpperCase(locale) + name.substring(1);
                links.add(new LanguageLink(language, capital, path + query(language) + query, false));
            }
        }
        return links;
    }

    List<LanguageLink> footer() {
        String language = words.language();
        return List.of(
                new LanguageLink(
                        language, words.text("manage"), paths.centre() + query(language), path.equals(paths.centre())),
                new LanguageLink(
                        language, words.text("policy"), paths.policy() + query(language), path.equals(paths.policy())));
    }

    private String query(String language) {
        String kept = back.equals("/") ? "" : "&back=" + URLEncoder.encode(back, StandardCharsets.UTF_8);
        return "?lang=" + language + kept;
    }
}
