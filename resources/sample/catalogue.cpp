#include "resources/sample/catalogue.h"

namespace larder {

namespace {

constexpr const char* kFoodQualities[]
    = {"Organic", "Classic", "Farmhouse", "Grandmother’s", "Mountain", "Extra Fine", "Wild", "Monastery"};
constexpr const char* kDrinkQualities[]
    = {"Organic", "Single-Estate", "Classic", "Reserve", "House Blend", "Mild", "Strong", "Decaffeinated"};
constexpr const char* kHomeQualities[]
    = {"Enamelled", "Small", "Large", "Oak", "Stainless", "Hand-Made", "Folding", "Vintage"};
constexpr const char* kGreenQualities[]
    = {"Dwarf", "Climbing", "Early", "Late", "Giant", "Heirloom", "Variegated", "Potted"};

constexpr const char* kGlassPacks[] = {"150 g", "250 g", "340 g", "500 g"};
constexpr const char* kBottlePacks[] = {"0.25 l", "0.5 l", "0.75 l", "1 l"};
constexpr const char* kBagPacks[] = {"75 g", "250 g", "500 g", "1 kg"};
constexpr const char* kPiecePacks[] = {"1 piece", "set of 2", "set of 4", "⌀ 24 cm"};
constexpr const char* kPotPacks[] = {"seeds", "pot ⌀ 9 cm", "pot ⌀ 12 cm", "pot ⌀ 18 cm"};

constexpr Ware kJamsHoney[] = {{"Apricot Jam", "Marillenmarmelade"}, {"Bitter Orange Marmalade", nullptr},
    {"Plum Butter", "powidła śliwkowe"}, {"Rose-Hip Jam", "Hägenmark"}, {"Heather Honey", nullptr},
    {"Forest Honey", "Waldhonig"}, {"Fig Preserve", nullptr}, {"Lingonberry Jam", "lingonsylt"}};
constexpr Ware kPickles[] = {{"Gherkins", "ogórki kiszone"}, {"Kimchi", "김치"}, {"Capers", nullptr},
    {"Umeboshi", "梅干し"}, {"Sauerkraut", nullptr}, {"Piccalilli", nullptr}, {"Pickled Turnip", "لفت مخلل"},
    {"Silverskin Onions", nullptr}};
constexpr Ware kSpices[] = {{"Sweet Paprika", "édesnemes paprika"}, {"Turmeric", "हल्दी"}, {"Za’atar", "زعتر"},
    {"Sichuan Pepper", "花椒"}, {"Saffron", "زعفران"}, {"Bay Leaves", nullptr}, {"Fenugreek", "मेथी"},
    {"Vanilla", nullptr}};
constexpr Ware kPastaGrains[]
    = {{"Spaghetti", nullptr}, {"Orecchiette", nullptr}, {"Basmati Rice", "बासमती"}, {"Soba Noodles", "蕎麦"},
        {"Buckwheat", "гречка"}, {"Bulgur", nullptr}, {"Couscous", "كسكس"}, {"Spätzle", nullptr}};
constexpr Ware kOilsVinegars[] = {{"Olive Oil", "ελαιόλαδο"}, {"Pumpkin-Seed Oil", "Kürbiskernöl"},
    {"Walnut Oil", nullptr}, {"Balsamic Vinegar", "aceto balsamico"}, {"Rice Vinegar", "米酢"},
    {"Cider Vinegar", nullptr}, {"Chilli Oil", "辣椒油"}, {"Sesame Oil", "참기름"}};
constexpr Ware kBaking[] = {{"Rye Flour", nullptr}, {"Spelt Flour", nullptr}, {"Brown Sugar", nullptr},
    {"Poppy Seed", nullptr}, {"Baker’s Yeast", nullptr}, {"Almond Meal", nullptr},
    {"Chestnut Flour", nullptr}, {"Cocoa Powder", nullptr}};
constexpr Ware kChocolate[] = {{"Dark Chocolate 70 %", nullptr}, {"Milk Chocolate", nullptr},
    {"Nougat", nullptr}, {"Chocolate with Salt", nullptr}, {"Ruby Chocolate", nullptr}, {"Pralines", nullptr},
    {"Drinking Chocolate", nullptr}, {"Cocoa Nibs", nullptr}};
constexpr Ware kBiscuits[] = {{"Shortbread", nullptr}, {"Lebkuchen", nullptr}, {"Speculoos", nullptr},
    {"Cantuccini", nullptr}, {"Alfajores", nullptr}, {"Stroopwafels", nullptr}, {"Sesame Rings", "κουλούρια"},
    {"Pineapple Cakes", "鳳梨酥"}};
constexpr Ware kConfectionery[] = {{"Turkish Delight", "lokum"}, {"Halva", "חלווה"}, {"Liquorice", nullptr},
    {"Marzipan", nullptr}, {"Nougat de Montélimar", nullptr}, {"Candied Ginger", nullptr},
    {"Wagashi", "和菓子"}, {"Barley Sugar", nullptr}};
constexpr Ware kBread[] = {{"Rye Bread", nullptr}, {"Sourdough", nullptr}, {"Baguette", nullptr},
    {"Pumpernickel", nullptr}, {"Challah", "חלה"}, {"Borodinsky Bread", "бородинський хліб"},
    {"Flatbread", "خبز"}, {"Soda Bread", "arán sóide"}};
constexpr Ware kCakes[] = {{"Stollen", nullptr}, {"Panettone", nullptr}, {"Poppy-Seed Roll", "makowiec"},
    {"Honey Cake", "медівник"}, {"Fruit Cake", nullptr}, {"Gugelhupf", nullptr}, {"Kürtőskalács", nullptr},
    {"Baklava", "baklava"}};
constexpr Ware kTea[] = {{"Sencha", "煎茶"}, {"Matcha", "抹茶"}, {"Assam", "অসম চা"}, {"Oolong", "烏龍茶"},
    {"Earl Grey", nullptr}, {"Rooibos", nullptr}, {"Peppermint", "نعناع"}, {"Lapsang Souchong", "正山小種"}};
constexpr Ware kCoffee[]
    = {{"Espresso", nullptr}, {"Yirgacheffe", "ይርጋጨፌ"}, {"Filter Roast", nullptr}, {"Mocha", "المخا"},
        {"Antigua", nullptr}, {"Ristretto", nullptr}, {"Santos", nullptr}, {"Vietnamese Roast", "cà phê"}};
constexpr Ware kCocoa[] = {{"Drinking Cocoa", nullptr}, {"White Cocoa", nullptr}, {"Chilli Cocoa", nullptr},
    {"Malt Cocoa", nullptr}, {"Hazelnut Cocoa", nullptr}, {"Cinnamon Cocoa", nullptr}};
constexpr Ware kJuice[] = {{"Apple Juice", nullptr}, {"Pear Nectar", nullptr},
    {"Elderflower Cordial", nullptr}, {"Rhubarb Spritz", nullptr}, {"Blackcurrant Juice", nullptr},
    {"Quince Juice", nullptr}, {"Sea-Buckthorn Juice", nullptr}, {"Pomegranate Juice", "nar suyu"}};
constexpr Ware kLemonade[] = {{"Ginger Beer", nullptr}, {"Root Beer", nullptr}, {"Lemon Lemonade", nullptr},
    {"Rhubarb Soda", nullptr}, {"Yuzu Soda", "柚子"}, {"Kvass", "квас"}, {"Mate", nullptr},
    {"Tonic Water", nullptr}};
constexpr Ware kSyrup[]
    = {{"Raspberry Syrup", nullptr}, {"Mint Syrup", nullptr}, {"Maple Syrup", "sirop d’érable"},
        {"Lavender Syrup", nullptr}, {"Almond Syrup", "orgeat"}, {"Woodruff Syrup", nullptr}};
constexpr Ware kPotsPans[]
    = {{"Saucepan", nullptr}, {"Frying Pan", nullptr}, {"Tagine", "طاجين"}, {"Wok", "鑊"},
        {"Casserole", nullptr}, {"Milk Pot", nullptr}, {"Stock Pot", nullptr}, {"Clay Pot", "土鍋"}};
constexpr Ware kStorage[]
    = {{"Preserving Jar", nullptr}, {"Bread Bin", nullptr}, {"Spice Rack", nullptr}, {"Tea Caddy", "茶筒"},
        {"Egg Box", nullptr}, {"Stone Crock", nullptr}, {"Cheese Dome", nullptr}, {"Bottle Rack", nullptr}};
constexpr Ware kTools[] = {{"Whisk", nullptr}, {"Potato Masher", nullptr}, {"Mortar", nullptr},
    {"Kitchen Scale", nullptr}, {"Garlic Press", nullptr}, {"Jam Funnel", nullptr}, {"Bread Knife", nullptr},
    {"Rolling Pin", nullptr}};
constexpr Ware kCups[]
    = {{"Tea Bowl", "茶碗"}, {"Mug", nullptr}, {"Espresso Cup", nullptr}, {"Tumbler", nullptr},
        {"Beer Stein", nullptr}, {"Mate Gourd", nullptr}, {"Egg Cup", nullptr}, {"Tea Glass", "istikan"}};
constexpr Ware kLinen[]
    = {{"Tablecloth", nullptr}, {"Napkin", nullptr}, {"Tea Towel", nullptr}, {"Apron", nullptr},
        {"Pot Holder", nullptr}, {"Oven Glove", nullptr}, {"Bread Bag", nullptr}, {"Coaster", nullptr}};
constexpr Ware kHerbs[] = {{"Basil", nullptr}, {"Lovage", nullptr}, {"Coriander", "धनिया"}, {"Shiso", "紫蘇"},
    {"Dill", "кріп"}, {"Sage", nullptr}, {"Rosemary", nullptr}, {"Tarragon", nullptr}};
constexpr Ware kVegetables[]
    = {{"Tomato", nullptr}, {"Pak Choi", "白菜"}, {"Runner Bean", nullptr}, {"Okra", "بامية"},
        {"Pumpkin", nullptr}, {"Chilli", nullptr}, {"Aubergine", "μελιτζάνα"}, {"Radish", nullptr}};
constexpr Ware kFruit[]
    = {{"Quince", nullptr}, {"Fig", nullptr}, {"Medlar", nullptr}, {"Gooseberry", nullptr},
        {"Blackcurrant", nullptr}, {"Persimmon", "柿"}, {"Pomegranate", "רימון"}, {"Rhubarb", nullptr}};

constexpr Category kCategories[] = {{0, "Food", "food", Shape::Box, 0, 0, {}, {}, {}},
    {1, "Pantry", "pantry", Shape::Box, 0, 0, {}, {}, {}},
    {2, "Jams & Honey", "jams-honey", Shape::Jar, 290, 1290, kJamsHoney, kFoodQualities, kGlassPacks},
    {2, "Pickles", "pickles", Shape::Jar, 240, 990, kPickles, kFoodQualities, kGlassPacks},
    {2, "Spices", "spices", Shape::Bag, 190, 1890, kSpices, kFoodQualities, kBagPacks},
    {2, "Pasta & Grains", "pasta-grains", Shape::Box, 120, 690, kPastaGrains, kFoodQualities, kBagPacks},
    {2, "Oils & Vinegars", "oils-vinegars", Shape::Bottle, 490, 3490, kOilsVinegars, kFoodQualities,
        kBottlePacks},
    {2, "Baking", "baking", Shape::Bag, 90, 890, kBaking, kFoodQualities, kBagPacks},
    {1, "Sweets", "sweets", Shape::Box, 0, 0, {}, {}, {}},
    {2, "Chocolate", "chocolate", Shape::Box, 190, 1490, kChocolate, kFoodQualities, kBagPacks},
    {2, "Biscuits", "biscuits", Shape::Box, 150, 790, kBiscuits, kFoodQualities, kBagPacks},
    {2, "Confectionery", "confectionery", Shape::Bag, 120, 990, kConfectionery, kFoodQualities, kBagPacks},
    {1, "Bakery", "bakery", Shape::Box, 0, 0, {}, {}, {}},
    {2, "Bread", "bread", Shape::Loaf, 220, 790, kBread, kFoodQualities, kBagPacks},
    {2, "Cakes", "cakes", Shape::Loaf, 690, 3290, kCakes, kFoodQualities, kBagPacks},
    {0, "Drinks", "drinks", Shape::Box, 0, 0, {}, {}, {}},
    {1, "Hot Drinks", "hot-drinks", Shape::Box, 0, 0, {}, {}, {}},
    {2, "Tea", "tea", Shape::Cup, 350, 2990, kTea, kDrinkQualities, kBagPacks},
    {2, "Coffee", "coffee", Shape::Bag, 590, 2490, kCoffee, kDrinkQualities, kBagPacks},
    {2, "Cocoa", "cocoa", Shape::Cup, 390, 1290, kCocoa, kDrinkQualities, kBagPacks},
    {1, "Cold Drinks", "cold-drinks", Shape::Box, 0, 0, {}, {}, {}},
    {2, "Juice", "juice", Shape::Bottle, 190, 890, kJuice, kDrinkQualities, kBottlePacks},
    {2, "Lemonade", "lemonade", Shape::Bottle, 140, 590, kLemonade, kDrinkQualities, kBottlePacks},
    {2, "Syrup", "syrup", Shape::Bottle, 390, 1290, kSyrup, kDrinkQualities, kBottlePacks},
    {0, "Home", "home", Shape::Box, 0, 0, {}, {}, {}},
    {1, "Kitchen", "kitchen", Shape::Box, 0, 0, {}, {}, {}},
    {2, "Pots & Pans", "pots-pans", Shape::Pan, 1490, 18900, kPotsPans, kHomeQualities, kPiecePacks},
    {2, "Storage", "storage", Shape::Jar, 390, 5900, kStorage, kHomeQualities, kPiecePacks},
    {2, "Tools", "tools", Shape::Box, 190, 7900, kTools, kHomeQualities, kPiecePacks},
    {1, "Table", "table", Shape::Box, 0, 0, {}, {}, {}},
    {2, "Cups", "cups", Shape::Cup, 590, 3900, kCups, kHomeQualities, kPiecePacks},
    {2, "Linen", "linen", Shape::Box, 790, 6900, kLinen, kHomeQualities, kPiecePacks},
    {0, "Garden", "garden", Shape::Box, 0, 0, {}, {}, {}},
    {1, "Herbs", "herbs", Shape::Plant, 190, 690, kHerbs, kGreenQualities, kPotPacks},
    {1, "Vegetables", "vegetables", Shape::Plant, 150, 890, kVegetables, kGreenQualities, kPotPacks},
    {1, "Fruit", "fruit", Shape::Plant, 490, 8900, kFruit, kGreenQualities, kPotPacks}};

} // namespace

std::span<const Category> categories()
{
    return kCategories;
}

} // namespace larder
