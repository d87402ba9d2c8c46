"""Texts in which bytes, UTF-16 code units, code points and what a reader calls a character all differ."""

NEWS = "«Мост готов», — заявил мэр Иван Петров. Экспорт России вырос на 12,5% и достиг 4,1 млрд рублей."

TEXTS = {
    "emoji": "🚀🇷🇺. «Мост 🌉 готов», — заявил мэр Иван Петров 👨‍👩‍👧‍👦. 📈 Экспорт России вырос на 12,5% и достиг 4,1 млрд рублей 💰.",
    # Letters that are written with a mark of their own: й as и + U+0306, ё as е + U+0308, stress marks, a stack of marks.
    "combining": "Но́вости: «Мост гото́в, едем е\u0308ще\u0301», — заявил мэр Сергей Петров. Доля Росси\u0438\u0306ской Федерации z\u0351\u036b\u0343 — "
    "12,5%. Экспорт России достиг 4,1 млрд рублей.",
    "crlf": "МОСКВА, 26 ноября.\r\n\r\n«Мост готов», — заявил мэр Иван Петров.\r\nЭкспорт России вырос на 12,5%\r\n"
    "и достиг 4,1 млрд рублей.\r\n\r\n",
    "right_to_left": "שלום עולם! \u200fمرحبا بالعالم\u200e. «Мост готов», — заявил мэр Иван Петров. אבג ١٢٣ Экспорт России вырос на 12,5% "
    "и достиг 4,1 млрд рублей. \u202eסוף\u202c",
}
TEXTS["all"] = "\r\n".join(TEXTS.values()) + "\r\n😀"

# Where a quote, a mention and a figure are found at least; the others are only as good as their slices.
WITH_EVERYTHING = ("emoji", "crlf", "right_to_left", "all")
