-- Documents older than 1970 have ranks below zero: what is pinned moves up, out of their reach.
UPDATE article_place SET rank = rank + 8796093022208 WHERE rank >= 8796093022208
