package eu.temoin.centre;

import eu.temoin.consent.Decision;
import eu.temoin.consent.Register;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What surrounds every page of ours.
 *
 * @param path of the page itself, with a query where it has one, for the links to its other languages; of the centre,
 *     where it is the answer to a form
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

    /** The same with one more tag in the head. */
    Frame with(Html tag) {
        return new Frame(words, paths, register, title, path, back, new Html(head.markup() + tag.markup()), query);
    }

    /** The same under another title. */
    Frame titled(String other) {
        return new Frame(words, paths, register, other, path, back, head, query);
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
                String asked = path.contains("?") ? '&' + query(language).substring(1) : query(language);
                links.add(new LanguageLink(language, capital, path + asked + query, false));
            }
        }
        return links;
    }

    List<LanguageLink> footer() {
        List<LanguageLink> links = new ArrayList<>();
        links.add(link("manage", paths.centre()));
        links.add(link("policy", paths.policy()));
        links.add(link("guide", paths.browser()));
        if (register.preferences().isPresent()) {
            links.add(link("preferences", paths.preferences()));
        }
        return links;
    }

    private LanguageLink link(String key, String to) {
        String language = words.language();
        boolean current = path.equals(to) || path.startsWith(to + '/');
        return new LanguageLink(language, words.text(key), to + query(language), current);
    }

    private String query(String language) {
        return BrowserPages.query(language, back);
    }
}
