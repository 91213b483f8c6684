#include "resources/sample/reviewtexts.h"

#include <algorithm>
#include <iterator>

namespace larder {

namespace {

constexpr const char* kEnglishGood[] = {"Very good, I will order it again.", "Exactly as described.",
    "The best I have had in years!", "Arrived early and well packed.", "My grandmother approves."};
constexpr const char* kEnglishMiddling[] = {"It is all right.", "Good, but dear.", "Smaller than I thought."};
constexpr const char* kEnglishBad[]
    = {"Broken on arrival.", "Tastes of nothing.", "“Hand-made”? I doubt it.", "Never again."};

constexpr const char* kGermanGood[] = {"Sehr gut, gerne wieder.", "Genau wie beschrieben.",
    "Schmeckt wie früher bei Oma!", "Schnell geliefert, gut verpackt."};
constexpr const char* kGermanMiddling[] = {"Ganz in Ordnung.", "Gut, aber teuer."};
constexpr const char* kGermanBad[]
    = {"Kam zerbrochen an.", "Schmeckt nach nichts.", "Nie wieder – größte Enttäuschung."};

constexpr const char* kFrenchGood[] = {"Très bon, j’en reprendrai.", "Conforme à la description.",
    "Un vrai délice !", "Livraison rapide et soignée."};
constexpr const char* kFrenchMiddling[] = {"Correct, sans plus.", "Bon, mais un peu cher."};
constexpr const char* kFrenchBad[] = {"Arrivé cassé.", "Sans goût.", "Déçu : ce n’est pas « artisanal »."};

constexpr const char* kSpanishGood[]
    = {"¡Buenísimo, repetiré!", "Tal como se describe.", "Llegó antes de lo previsto."};
constexpr const char* kSpanishMiddling[] = {"Está bien, sin más.", "Bueno, pero caro."};
constexpr const char* kSpanishBad[] = {"Llegó roto.", "No sabe a nada.", "¿Artesano? Lo dudo."};

constexpr const char* kItalianGood[]
    = {"Ottimo, lo ricomprerò.", "Come descritto.", "È il più buono che abbia mai mangiato!"};
constexpr const char* kItalianMiddling[] = {"Va bene, niente di speciale.", "Buono ma caro."};
constexpr const char* kItalianBad[] = {"Arrivato rotto.", "Non sa di niente.", "Mai più."};

constexpr const char* kPolishGood[]
    = {"Bardzo dobre, zamówię ponownie.", "Zgodne z opisem.", "Najlepsze, jakie jadłam!"};
constexpr const char* kPolishMiddling[] = {"Może być.", "Dobre, ale drogie."};
constexpr const char* kPolishBad[] = {"Przyszło rozbite.", "Bez smaku.", "Więcej nie kupię – żenujące."};

constexpr const char* kCzechGood[] = {"Výborné, objednám znovu.", "Přesně podle popisu."};
constexpr const char* kCzechMiddling[] = {"Ujde to.", "Dobré, ale drahé."};
constexpr const char* kCzechBad[] = {"Přišlo rozbité.", "Příště už ne."};

constexpr const char* kGreekGood[] = {"Εξαιρετικό, θα το ξαναπάρω.", "Όπως ακριβώς περιγράφεται."};
constexpr const char* kGreekMiddling[] = {"Καλό, αλλά ακριβό."};
constexpr const char* kGreekBad[] = {"Έφτασε σπασμένο.", "Ποτέ ξανά."};

constexpr const char* kUkrainianGood[] = {"Дуже смачно, замовлю ще.", "Усе, як в описі."};
constexpr const char* kUkrainianMiddling[] = {"Непогано, але дорого."};
constexpr const char* kUkrainianBad[] = {"Прийшло розбите.", "Більше ніколи."};

constexpr const char* kTurkishGood[] = {"Çok güzel, yine alırım.", "Açıklandığı gibi."};
constexpr const char* kTurkishMiddling[] = {"Fena değil ama pahalı."};
constexpr const char* kTurkishBad[] = {"Kırık geldi.", "Bir daha asla."};

constexpr const char* kHebrewGood[] = {"מצוין, אזמין שוב.", "בדיוק כמו בתיאור."};
constexpr const char* kHebrewMiddling[] = {"בסדר, אבל יקר."};
constexpr const char* kHebrewBad[] = {"הגיע שבור.", "לעולם לא עוד."};

constexpr const char* kArabicGood[] = {"ممتاز، سأطلبه مرة أخرى.", "مطابق للوصف تمامًا."};
constexpr const char* kArabicMiddling[] = {"جيد لكنه غالٍ."};
constexpr const char* kArabicBad[] = {"وصل مكسورًا.", "لن أشتريه ثانيةً."};

constexpr const char* kHindiGood[] = {"बहुत बढ़िया, फिर मँगाऊँगी।", "जैसा बताया, वैसा ही।"};
constexpr const char* kHindiMiddling[] = {"ठीक है, पर महँगा।"};
constexpr const char* kHindiBad[] = {"टूटा हुआ आया।", "फिर कभी नहीं।"};

constexpr const char* kJapaneseGood[]
    = {"とても美味しい。また注文します。", "説明どおりでした。", "梱包が丁寧 👍"};
constexpr const char* kJapaneseMiddling[] = {"普通です。", "少し高い。"};
constexpr const char* kJapaneseBad[] = {"割れて届きました。", "味がしない。"};

constexpr const char* kChineseGood[] = {"非常好，会再买。", "与描述一致。", "包装很好 👍"};
constexpr const char* kChineseMiddling[] = {"一般般。", "有点贵。"};
constexpr const char* kChineseBad[] = {"到货时已破损。", "没有味道。"};

constexpr const char* kKoreanGood[] = {"아주 좋아요, 또 주문할게요.", "설명 그대로예요."};
constexpr const char* kKoreanMiddling[] = {"괜찮지만 비싸요."};
constexpr const char* kKoreanBad[] = {"깨져서 왔어요.", "다시는 안 사요."};

constexpr const char* kPortugueseGood[] = {"Ótimo, vou pedir de novo.", "Exatamente como na descrição."};
constexpr const char* kPortugueseMiddling[] = {"Razoável, mas caro."};
constexpr const char* kPortugueseBad[] = {"Chegou quebrado.", "Nunca mais."};

/// English is first.
constexpr ReviewTexts kTexts[] = {{"en", kEnglishGood, kEnglishMiddling, kEnglishBad},
    {"de", kGermanGood, kGermanMiddling, kGermanBad}, {"fr", kFrenchGood, kFrenchMiddling, kFrenchBad},
    {"es", kSpanishGood, kSpanishMiddling, kSpanishBad}, {"it", kItalianGood, kItalianMiddling, kItalianBad},
    {"pl", kPolishGood, kPolishMiddling, kPolishBad}, {"cs", kCzechGood, kCzechMiddling, kCzechBad},
    {"el", kGreekGood, kGreekMiddling, kGreekBad}, {"uk", kUkrainianGood, kUkrainianMiddling, kUkrainianBad},
    {"tr", kTurkishGood, kTurkishMiddling, kTurkishBad}, {"he", kHebrewGood, kHebrewMiddling, kHebrewBad},
    {"ar", kArabicGood, kArabicMiddling, kArabicBad}, {"hi", kHindiGood, kHindiMiddling, kHindiBad},
    {"ja", kJapaneseGood, kJapaneseMiddling, kJapaneseBad},
    {"zh", kChineseGood, kChineseMiddling, kChineseBad}, {"ko", kKoreanGood, kKoreanMiddling, kKoreanBad},
    {"pt", kPortugueseGood, kPortugueseMiddling, kPortugueseBad}};

} // namespace

const ReviewTexts& reviewTexts(std::string_view language)
{
    const auto* found = std::find_if(std::begin(kTexts), std::end(kTexts),
        [language](const ReviewTexts& texts) { return texts.language == language; });
    return found == std::end(kTexts) ? kTexts[0] : *found;
}

} // namespace larder
