package eu.temoin.register;

/** A register to publish changes of: a site of two categories that ask, one that is exempt, two providers, and visitors who are counted. */
final class FirstRevision {
    static final String TEXT = """
            format: 1
            site:
              id: site
              name: Le Site
              origins: [https://www.example.fr]
              own: [static.example.fr]
              controller:
                name: Le Site SARL
                contact: dpo@example.fr
              languages: [fr, en]
              zone: Europe/Paris
            lifetimes:
              choice: 6 months
              trackers: 13 months
            audience:
              category: stats
              campaigns: [utm_source]
              threshold: 20
            categories:
              - id: necessary
                kind: necessary
                title: {fr: Nécessaires, en: Necessary}
                purpose: {fr: Garder votre session, en: Keep your session}
                description: {fr: Sans eux rien ne va., en: Nothing works without them.}
                refusing: {fr: Plus de session, en: No session}
              - id: stats
                kind: consent
                title: {fr: Audience, en: Audience}
                purpose: {fr: Compter l’audience, en: Count pages}
                description: {fr: Des totaux., en: Totals.}
                refusing: {fr: Rien ne change, en: Nothing changes}
              - id: media
                kind: consent
                title: {fr: Vidéos, en: Videos}
                purpose: {fr: Montrer des vidéos, en: Show videos}
                description: {fr: Des vidéos., en: Videos.}
                refusing: {fr: Pas de vidéos, en: No videos}
                refused-by: [gpc, dnt]
                since: 1
              - id: speed
                kind: exempt
                title: {fr: Vitesse, en: Speed}
                purpose: {fr: Mesurer la vitesse, en: Measure speed}
                description: {fr: Des moyennes., en: Averages.}
                refusing: {fr: Rien ne change non plus, en: Nothing changes either}
            providers:
              - id: counter
                name: Counter
                category: stats
                policy: https://counter.example/privacy
                country: FR
                sources: ['*.counter.example', cdn.example/counter/]
              - id: lanterne
                name: Lanterne
                category: media
                policy: https://lanterne.example/privacy
                country: FR
                sources: [video.lanterne.example]
                since: 1
            trackers:
              - name: sid
                kind: cookie
                category: necessary
                purpose: {fr: Garde la session, en: Keeps the session}
                lifetime: session
                path: /
              - name: _cnt_*
                kind: cookie
                category: stats
                provider: counter
                purpose: {fr: Compte, en: Counts}
                lifetime: 6 months
                domain: www.example.fr
                same-site: lax
              - name: hits
                kind: local-storage
                category: stats
                purpose: {fr: Compte aussi, en: Counts too}
                lifetime: 30 days
              - name: ln_view
                kind: cookie
                category: media
                provider: lanterne
                purpose: {fr: Retient la position, en: Remembers the position}
                lifetime: 30 days
              - name: ln_ads
                kind: cookie
                category: stats
                provider: lanterne
                purpose: {fr: Compte les vidéos, en: Counts videos}
                lifetime: 30 days
            workers: [/sw.js]
            texts:
              accept: {fr: D’accord, en: Fine}
            revisions:
              - number: 1
                date: 2026-01-15
                kind: material
                reason: {fr: Première, en: First}
            """;

    private FirstRevision() {}
}
