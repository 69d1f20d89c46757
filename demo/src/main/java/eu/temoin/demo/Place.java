package eu.temoin.demo;

/** The pages of the arcade. Their addresses are the same in both languages, behind {@code /fr/} or {@code /en/}. */
enum Place {
    HOME("", "home"),
    PLAY("play", "play"),
    SCORES("scores", "scores"),
    FILM("film", "film"),
    ABOUT("about", "about"),
    SETTINGS("settings", "settings"),
    SIGN_IN("sign-in", "signin"),
    ACCOUNT("account", "account");

    private final String slug;
    /** Begins the keys of the page's texts, and names its template. */
    final String key;

    Place(String slug, String key) {
        this.slug = slug;
        this.key = key;
    }

    String path(Language language) {
        return "/" + language.code + "/" + slug;
    }
}
