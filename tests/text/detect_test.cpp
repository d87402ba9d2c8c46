#include "daemon/text/detect.h"

#include <gtest/gtest.h>

namespace lector::text {
namespace {

std::string Detect(std::string_view text) {
  static const LayerRegistry& registry = *new LayerRegistry(LayerRegistry::Linked({}));
  return DetectLanguage(text, registry);
}

struct Case {
  const char* language;
  const char* text;
};

TEST(DetectLanguage, OfShortTexts) {
  const Case cases[] = {
      {"ru", "Президенты России и Киргизии Владимир Путин и Садыр Жапаров"},
      {"ru", "Привет"},
      {"ru", "Компания Apple представила iPhone 17 Pro в Калифорнии, акции AAPL выросли"},
      {"ru",
       "СБУ задержала подозреваемого, сообщила «Українська правда» в понедельник; об этом пишет газета, передаёт корреспондент "
       "агентства из Киева, где прошло заседание правительства и парламента страны по бюджету на следующий год"},
      {"en", "The president said that the talks were over."},
      {"en", "Leaders of the two countries met in Moscow and agreed on trade"},
      {"uk", "Президент України заявив, що їхня зустріч відбулася в Києві."},
      {"be", "Прэзідэнт заявіў, што сустрэча адбылася ў Мінску."},
      {"und", "Президентът на България заяви, че срещата е била в София, а не във Варна."},
      {"und", "Председник Србије изјавио је да ће посета бити у недељу."},
      {"und", "Қазақстан Президенті Астанада өткен кездесуде мәлімдеді."},
      {"und", "Der Präsident sagte, dass die Gespräche in Berlin beendet sind."},
      {"und", "Le président a déclaré que les pourparlers sont terminés."},
      {"und", "El presidente dijo que la reunión se celebró en Madrid con los ministros."},
      {"und", "中国国家主席习近平"},
      {"und", "هل أنت هنا؟"},
      {"ru", "Умер Иван Петров"},
      {"ru", "Съезд партии прошёл в Москве"},
      {"ru", "Источник «Ъ» это подтвердил, пишет «Коммерсантъ»"},
      {"ru", "ЦБ сохранил ставку 21%"},
      {"ru", "В Алма-Ате открылся форум, сообщила пресс-служба Назарбаев Университета"},
      {"ru", "Новый iPhone 17 Pro Max и Apple Watch Ultra 3 показали в Купертино"},
      {"en", "Oil prices rise after the OPEC meeting"},
      {"en", "Shares of Lukoil (Лукойл) fell in the morning, and the rouble was down."},
      {"en", "Shares of Delta Air Lines, which reported a 12% drop in quarterly profit, slipped 1.3% in premarket trading."},
      {"en", "Brent crude futures settled down $1.07, or 1.3%, at $82.63 a barrel."},
      {"en", "Tesla shares jump 12%"},
      {"en", "TESLA SHARES JUMP 12%"},
      {"en", "Oil Slips on Demand Fears"},
      {"en", "Police seek driver after fatal crash"},
      {"en", "Man arrested in Leeds"},
      {"und", "Man aangehouden na brand in Rotterdam"},
      {"und", "Het is een goede dag en het is mooi weer"},
      {"und", "In Wien hat die Polizei einen Mann festgenommen"},
      {"und", "Der Film war so gut, dass alle in den Kinos blieben"},
      {"und", "Fiat vende meno auto in Italia"},
      {"und", "Renault annonce une hausse de son chiffre d'affaires"},
      {"und", "Petrobras tem lucro menor no trimestre"},
      {"und", "Regjeringen vil bruke mer penger på forsvar"},
      {"und", "Prezydent i premier w Warszawie"},
      {"und", "Ang pangulo ay nagsalita sa Maynila"},
      {"und", "Manchester United verliert gegen Arsenal"},
      {"und", "Putin i Lukashenko proveli peregovory v Minske"},
      {"uk", "Верховна Рада підтримала законопроєкт про бюджет"},
      {"uk", "Уряд ухвалив рішення щодо їх повернення"},
      {"be", "У Мінску прайшоў форум, паведаміў ўрад"},
      {"und", "Правителството обсъди бюджета за следващата година на заседание във вторник, съобщи министърът."},
      {"und", "Үкімет отырысында бюджет мәселесі қаралды"},
      {"und", "Өкмөт жыйынында бюджет маселеси каралды"},
      {"und", "Владата ја усвои одлуката за буџетот"},
      {"und", "Тоҷикистон ва Узбекистон созишнома имзо карданд"},
      {"und", ""},
      {"und", "12 345, 26.11.2025 — 97%"},
  };
  for (const Case& c : cases) EXPECT_EQ(Detect(c.text), c.language) << c.text;
}

TEST(DetectLanguage, LooksAtTheBeginningOfALongText) {
  std::string text;
  while (text.size() < (64 << 10)) text += "Президент заявил, что товарооборот увеличился. ";
  const size_t russian = text.size();
  while (text.size() < 4 * russian) text += "The president said that trade was up. ";
  EXPECT_EQ(Detect(text), "ru");
  EXPECT_EQ(Detect("x" + text), "ru");  // the sample would end inside a character
}

}  // namespace
}  // namespace lector::text
