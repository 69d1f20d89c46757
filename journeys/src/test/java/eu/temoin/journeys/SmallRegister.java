package eu.temoin.journeys;

/** The register of a {@link SmallSite}: one category of each kind that matters, and one partner. */
final class SmallRegister {
    static final String SITE = "petit-site";
    static final String PARTNER = "partner.localhost";

    private SmallRegister() {}

    /** In its first revision, for visitors who arrive at {@code origin}. */
    static String first(String origin) {
        return register(origin, 1, "");
    }

    /** The first, which counts under audience measurement who reads what. */
    static String counting(String origin) {
        return first(origin).replace("revisions:", """
                audience:
                  category: audience
                  paths: ['/jeux/{}']
                  campaigns: [utm_source]
                revisions:""");
    }

    /** The first, which measures by a script too, under a category of its own that asks for no consent. */
    static String measuring(String origin) {
        return first(origin).replace("  - id: comfort\n", """
                  - id: totals
                    kind: exempt
                    title: { fr: Totaux, en: Totals }
                    purpose: { fr: Compter les pages, en: Count the pages }
                    description: { fr: Des totaux, en: Totals }
                    refusing: { fr: Rien ne change, en: Nothing changes }
                  - id: comfort
                """).replace("revisions:", """
                audience:
                  category: totals
                  paths: ['/jeux/{}']
                  script: true
                revisions:""");
    }

    /** A draft: one partner more for audience measurement, and a word changed elsewhere. */
    static String withLanterne(String origin) {
        return first(origin)
                .replace("name: Le Petit Site\n  origins", "name: Le Site\n  origins")
                .replace("trackers:\n  - name", """
                          - id: lanterne
                            name: Lanterne
                            category: audience
                            policy: https://lanterne.example/privacy
                            country: FR
                            sources: ['lanterne.localhost:*']
                        trackers:
                          - name: ln
                            kind: cookie
                            category: audience
                            provider: lanterne
                            purpose: { fr: Compte les vidéos, en: Counts videos }
                            lifetime: 13 months
                            path: /
                          - name""");
    }

    /** A draft: the site's own cookie for audience measurement stays longer. */
    static String longer(String origin) {
        return first(origin)
                .replaceFirst(
                        "(fr: Compte les visites, en: Counts visits \\}\\n    lifetime:) 6 months", "$1 13 months");
    }

    /** A second revision that changes words only. */
    static String editorial(String origin) {
        return register(origin, 1, revision("editorial", "Orthographe", "Spelling"));
    }

    /** A second revision that asks again about audience measurement; what it changes is for the caller to write. */
    static String material(String origin) {
        return register(origin, 2, revision("material", "Mesures plus longues", "Longer measurement"));
    }

    /** One that is refused: a category that does not exist. */
    static String bad(String origin) {
        return first(origin).replace("category: audience", "category: nowhere");
    }

    private static String revision(String kind, String french, String english) {
        return """
                  - number: 2
                    date: 2026-11-24
                    kind: %s
                    reason: { fr: %s, en: %s }
                """.formatted(kind, french, english);
    }

    private static String register(String origin, int since, String revision) {
        return """
                format: 1
                site:
                  id: %s
                  name: Le Petit Site
                  origins: ['%s']
                  controller: { name: Le Petit Site, contact: bonjour@petit.example, address: 1 rue Haute }
                  languages: [fr, en]
                  zone: Europe/Paris
                lifetimes: { choice: 6 months, trackers: 13 months }
                categories:
                  - id: necessary
                    kind: necessary
                    title: { fr: Nécessaires, en: Necessary }
                    purpose: { fr: Garder votre connexion, en: Keep you signed in }
                    description: { fr: La connexion, en: Signing in }
                    refusing: { fr: Personne ne reste connecté, en: Nobody stays signed in }
                  - id: audience
                    kind: consent
                    since: %d
                    title: { fr: Audience, en: Audience }
                    purpose: { fr: Compter les pages vues, en: Count the pages read }
                    description: { fr: Des totaux, en: Totals }
                    refusing: { fr: Rien ne change, en: Nothing changes }
                  - id: comfort
                    kind: consent
                    title: { fr: Confort, en: Comfort }
                    purpose: { fr: Retenir vos réglages, en: Remember your settings }
                    description: { fr: Vos réglages, en: Your settings }
                    refusing: { fr: Ils durent une page, en: They last for a page }
                providers:
                  - id: compteur
                    name: Compteur
                    category: audience
                    policy: https://compteur.example/privacy
                    country: FR
                    sources: ['%s:*']
                trackers:
                  - name: sid
                    kind: cookie
                    category: necessary
                    purpose: { fr: Garde votre connexion, en: Keeps you signed in }
                    lifetime: session
                    path: /
                  - name: aud
                    kind: cookie
                    category: audience
                    purpose: { fr: Compte les visites, en: Counts visits }
                    lifetime: 6 months
                    path: /
                  - name: hop
                    kind: cookie
                    category: audience
                    purpose: { fr: Compte les liens suivis, en: Counts the links followed }
                    lifetime: 6 months
                    path: /
                  - name: cp_view
                    kind: cookie
                    category: audience
                    provider: compteur
                    purpose: { fr: Compte les vues, en: Counts views }
                    lifetime: 6 months
                  - name: set
                    kind: cookie
                    category: comfort
                    purpose: { fr: Retient vos réglages, en: Remembers your settings }
                    lifetime: 6 months
                    path: /
                revisions:
                  - number: 1
                    date: 2026-11-24
                    kind: material
                    reason: { fr: Première publication, en: First publication }
                """.formatted(SITE, origin, since, PARTNER) + revision;
    }
}
