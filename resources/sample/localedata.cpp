#include "resources/sample/locale.h"

namespace larder {

namespace {

constexpr Name kGermanyGiven[] = {{"Anna", "anna"}, {"Jürgen", "juergen"}, {"Käthe", "kaethe"},
    {"Lukas", "lukas"}, {"Mia", "mia"}, {"Sören", "soeren"}, {"Ursula", "ursula"}, {"Björn", "bjoern"},
    {"Lena", "lena"}, {"Friedrich", "friedrich"}};
constexpr Name kGermanyFamily[] = {{"Müller", "mueller"}, {"Schmidt", "schmidt"}, {"Weiß", "weiss"},
    {"Schröder", "schroeder"}, {"Fischer", "fischer"}, {"Köhler", "koehler"}, {"Bauer", "bauer"},
    {"Großmann", "grossmann"}, {"Vogel", "vogel"}, {"Krüger", "krueger"}};
constexpr const char* kGermanyStreets[]
    = {"Hauptstraße", "Lindenweg", "Am Mühlenbach", "Goethestraße", "Bahnhofstraße", "Gänsemarkt"};
constexpr City kGermanyCities[] = {{"Berlin", "10###"}, {"München", "80###"}, {"Köln", "50###"},
    {"Hamburg", "20###"}, {"Würzburg", "970##"}};

constexpr Name kAustriaGiven[] = {{"Franz", "franz"}, {"Theresa", "theresa"}, {"Gernot", "gernot"},
    {"Käthe", "kaethe"}, {"Sepp", "sepp"}, {"Marlene", "marlene"}};
constexpr Name kAustriaFamily[] = {{"Gruber", "gruber"}, {"Höllerer", "hoellerer"},
    {"Wögerbauer", "woegerbauer"}, {"Steiner", "steiner"}, {"Pichler", "pichler"}, {"Züger", "zueger"}};
constexpr const char* kAustriaStreets[]
    = {"Mariahilfer Straße", "Kirchengasse", "Obere Hauptstraße", "Schloßallee"};
constexpr City kAustriaCities[]
    = {{"Wien", "1##0"}, {"Graz", "80##"}, {"Linz", "40##"}, {"Sankt Pölten", "31##"}};

constexpr Name kFranceGiven[]
    = {{"Chloé", "chloe"}, {"François", "francois"}, {"Hélène", "helene"}, {"Jean-Luc", "jeanluc"},
        {"Zoé", "zoe"}, {"Gaëtan", "gaetan"}, {"Maëlys", "maelys"}, {"Étienne", "etienne"}};
constexpr Name kFranceFamily[]
    = {{"Lefèvre", "lefevre"}, {"Dupont", "dupont"}, {"Moreau", "moreau"}, {"Gauthier", "gauthier"},
        {"L’Hôte", "lhote"}, {"Béranger", "beranger"}, {"Nuñez", "nunez"}, {"Œillet", "oeillet"}};
constexpr const char* kFranceStreets[] = {
    "rue de la Forêt", "avenue Victor-Hugo", "place du Marché", "boulevard des Brotteaux", "chemin de l’Île"};
constexpr City kFranceCities[] = {
    {"Paris", "750##"}, {"Lyon", "6900#"}, {"Nîmes", "300##"}, {"Besançon", "25000"}, {"Orléans", "450##"}};

constexpr Name kBritainGiven[] = {{"Oliver", "oliver"}, {"Amelia", "amelia"}, {"Siobhán", "siobhan"},
    {"Harry", "harry"}, {"Priya", "priya"}, {"George", "george"}, {"Isla", "isla"}, {"Rhys", "rhys"}};
constexpr Name kBritainFamily[] = {{"Smith", "smith"}, {"O’Connor", "oconnor"}, {"Taylor", "taylor"},
    {"Evans", "evans"}, {"Mac Lean", "maclean"}, {"Wright", "wright"}, {"Patel", "patel"},
    {"Featherstonehaugh", "featherstonehaugh"}};
constexpr const char* kBritainStreets[]
    = {"High Street", "Station Road", "Church Lane", "King’s Parade", "Mill Road"};
constexpr City kBritainCities[] = {{"London", "SW# #??"}, {"Leeds", "LS# #??"}, {"Bristol", "BS# #??"},
    {"Edinburgh", "EH# #??"}, {"Cardiff", "CF# #??"}};

constexpr Name kIrelandGiven[] = {{"Aoife", "aoife"}, {"Seán", "sean"}, {"Niamh", "niamh"},
    {"Oisín", "oisin"}, {"Caoimhe", "caoimhe"}, {"Pádraig", "padraig"}};
constexpr Name kIrelandFamily[] = {{"Ó Briain", "obriain"}, {"Murphy", "murphy"},
    {"Ní Dhomhnaill", "nidhomhnaill"}, {"Kelly", "kelly"}, {"Byrne", "byrne"}, {"Walsh", "walsh"}};
constexpr const char* kIrelandStreets[] = {"Main Street", "Patrick’s Quay", "Bóthar na Trá", "College Green"};
constexpr City kIrelandCities[]
    = {{"Dublin", "D0# ??##"}, {"Corcaigh", "T12 ??##"}, {"Gaillimh", "H91 ??##"}};

constexpr Name kSpainGiven[]
    = {{"Lucía", "lucia"}, {"Íñigo", "inigo"}, {"María José", "mariajose"}, {"Álvaro", "alvaro"},
        {"Begoña", "begona"}, {"Javier", "javier"}, {"Núria", "nuria"}, {"Andrés", "andres"}};
constexpr Name kSpainFamily[] = {{"García", "garcia"}, {"Núñez", "nunez"}, {"Fernández", "fernandez"},
    {"Ibáñez", "ibanez"}, {"Peña", "pena"}, {"López", "lopez"}, {"Muñoz", "munoz"}, {"Castro", "castro"}};
constexpr const char* kSpainStreets[]
    = {"Calle Mayor", "Avenida de la Constitución", "Plaza de España", "Carrer de l’Estació"};
constexpr City kSpainCities[] = {{"Madrid", "280##"}, {"Málaga", "290##"}, {"A Coruña", "150##"},
    {"Cádiz", "110##"}, {"València", "460##"}};

constexpr Name kItalyGiven[]
    = {{"Giulia", "giulia"}, {"Niccolò", "niccolo"}, {"Chiara", "chiara"}, {"Lorenzo", "lorenzo"},
        {"Mattia", "mattia"}, {"Sofia", "sofia"}, {"Aurora", "aurora"}, {"Zaccaria", "zaccaria"}};
constexpr Name kItalyFamily[]
    = {{"Rossi", "rossi"}, {"D’Angelo", "dangelo"}, {"Esposito", "esposito"}, {"Cantù", "cantu"},
        {"Ricci", "ricci"}, {"Lo Presti", "lopresti"}, {"Bianchi", "bianchi"}, {"Pirrò", "pirro"}};
constexpr const char* kItalyStreets[]
    = {"Via Garibaldi", "Corso Umberto I", "Piazza della Libertà", "Viale dei Mille"};
constexpr City kItalyCities[]
    = {{"Roma", "001##"}, {"Milano", "201##"}, {"Forlì", "47121"}, {"Torino", "101##"}, {"Napoli", "801##"}};

constexpr Name kPolandGiven[] = {{"Łukasz", "lukasz"}, {"Małgorzata", "malgorzata"}, {"Zofia", "zofia"},
    {"Paweł", "pawel"}, {"Agnieszka", "agnieszka"}, {"Święcisław", "swiecislaw"}, {"Jędrzej", "jedrzej"},
    {"Oliwia", "oliwia"}};
constexpr Name kPolandFamily[] = {{"Wójcik", "wojcik"}, {"Kowalczyk", "kowalczyk"},
    {"Dąbrowska", "dabrowska"}, {"Brzęczyszczykiewicz", "brzeczyszczykiewicz"}, {"Zając", "zajac"},
    {"Nowak", "nowak"}, {"Żak", "zak"}, {"Szczęsny", "szczesny"}};
constexpr const char* kPolandStreets[]
    = {"ul. Długa", "ul. Świętojańska", "al. Niepodległości", "pl. Kościuszki"};
constexpr City kPolandCities[] = {{"Łódź", "90-###"}, {"Kraków", "30-###"}, {"Gdańsk", "80-###"},
    {"Wrocław", "50-###"}, {"Poznań", "60-###"}};

constexpr Name kCzechiaGiven[] = {{"Jiří", "jiri"}, {"Tereza", "tereza"}, {"Ondřej", "ondrej"},
    {"Žofie", "zofie"}, {"Vojtěch", "vojtech"}, {"Růžena", "ruzena"}};
constexpr Name kCzechiaFamily[] = {{"Dvořák", "dvorak"}, {"Novotná", "novotna"}, {"Řezníček", "reznicek"},
    {"Šťastný", "stastny"}, {"Kučera", "kucera"}, {"Příhoda", "prihoda"}};
constexpr const char* kCzechiaStreets[] = {"Náměstí Míru", "Dlouhá třída", "U Železné lávky", "Palackého"};
constexpr City kCzechiaCities[]
    = {{"Praha", "1## 00"}, {"Brno", "6## 00"}, {"Plzeň", "3## 00"}, {"České Budějovice", "370 ##"}};

constexpr Name kIcelandGiven[] = {{"Þórunn", "thorunn"}, {"Ægir", "aegir"}, {"Sigríður", "sigridur"},
    {"Guðmundur", "gudmundur"}, {"Björk", "bjork"}};
constexpr Name kIcelandFamily[] = {{"Jónsdóttir", "jonsdottir"}, {"Þorláksson", "thorlaksson"},
    {"Sæmundsdóttir", "saemundsdottir"}, {"Eiríksson", "eiriksson"}};
constexpr const char* kIcelandStreets[] = {"Laugavegur", "Skólavörðustígur", "Hafnarstræti"};
constexpr City kIcelandCities[] = {{"Reykjavík", "1##"}, {"Akureyri", "600"}, {"Ísafjörður", "400"}};

constexpr Name kGreeceGiven[] = {{"Ελένη", "eleni"}, {"Γιώργος", "giorgos"}, {"Αικατερίνη", "aikaterini"},
    {"Νίκος", "nikos"}, {"Σοφία", "sofia"}, {"Χρήστος", "christos"}};
constexpr Name kGreeceFamily[]
    = {{"Παπαδοπούλου", "papadopoulou"}, {"Βλάχος", "vlachos"}, {"Οικονόμου", "oikonomou"},
        {"Γεωργίου", "georgiou"}, {"Αγγελοπούλου", "angelopoulou"}, {"Ξενάκης", "xenakis"}};
constexpr const char* kGreeceStreets[] = {"Οδός Ερμού", "Λεωφόρος Αλεξάνδρας", "Πλατεία Αριστοτέλους"};
constexpr City kGreeceCities[]
    = {{"Αθήνα", "10# ##"}, {"Θεσσαλονίκη", "54# ##"}, {"Πάτρα", "26# ##"}, {"Ηράκλειο", "71# ##"}};

constexpr Name kUkraineGiven[] = {{"Олена", "olena"}, {"Тарас", "taras"}, {"Оксана", "oksana"},
    {"Юрій", "yurii"}, {"Ганна", "hanna"}, {"Їлія", "yiliia"}};
constexpr Name kUkraineFamily[] = {{"Шевченко", "shevchenko"}, {"Коваленко", "kovalenko"},
    {"Щербань", "shcherban"}, {"Мельник", "melnyk"}, {"Лук’яненко", "lukianenko"}, {"Гайдук", "haiduk"}};
constexpr const char* kUkraineStreets[]
    = {"вул. Хрещатик", "просп. Свободи", "вул. Січових Стрільців", "пл. Ринок"};
constexpr City kUkraineCities[]
    = {{"Київ", "0####"}, {"Львів", "79###"}, {"Одеса", "65###"}, {"Чернівці", "580##"}};

constexpr Name kTurkeyGiven[] = {{"Ayşe", "ayse"}, {"Mehmet", "mehmet"}, {"İbrahim", "ibrahim"},
    {"Çağla", "cagla"}, {"Işıl", "isil"}, {"Gökhan", "gokhan"}};
constexpr Name kTurkeyFamily[] = {{"Yılmaz", "yilmaz"}, {"Öztürk", "ozturk"}, {"Şahin", "sahin"},
    {"Çelik", "celik"}, {"Aydın", "aydin"}, {"Güneş", "gunes"}};
constexpr const char* kTurkeyStreets[] = {"İstiklal Caddesi", "Atatürk Bulvarı", "Çiçek Sokağı"};
constexpr City kTurkeyCities[]
    = {{"İstanbul", "34###"}, {"İzmir", "35###"}, {"Diyarbakır", "21###"}, {"Eskişehir", "26###"}};

constexpr Name kIsraelGiven[] = {
    {"יעל", "yael"}, {"משה", "moshe"}, {"נועה", "noa"}, {"אורי", "uri"}, {"תמר", "tamar"}, {"איתן", "eitan"}};
constexpr Name kIsraelFamily[] = {{"כהן", "cohen"}, {"לוי", "levi"}, {"מזרחי", "mizrahi"},
    {"פרידמן", "friedman"}, {"אברהם", "avraham"}, {"ביטון", "biton"}};
constexpr const char* kIsraelStreets[] = {"רחוב הרצל", "שדרות רוטשילד", "רחוב יפו"};
constexpr City kIsraelCities[] = {{"תל אביב", "6######"}, {"ירושלים", "9######"}, {"חיפה", "3######"}};

constexpr Name kEgyptGiven[] = {{"فاطمة", "fatima"}, {"أحمد", "ahmed"}, {"ليلى", "layla"},
    {"يوسف", "youssef"}, {"مريم", "maryam"}, {"عمر", "omar"}};
constexpr Name kEgyptFamily[] = {{"حسن", "hassan"}, {"عبد الرحمن", "abdelrahman"}, {"السيد", "elsayed"},
    {"إبراهيم", "ibrahim"}, {"منصور", "mansour"}, {"الشافعي", "elshafei"}};
constexpr const char* kEgyptStreets[] = {"شارع التحرير", "شارع النيل", "ميدان طلعت حرب"};
constexpr City kEgyptCities[] = {{"القاهرة", "11###"}, {"الإسكندرية", "21###"}, {"الجيزة", "12###"}};

constexpr Name kIndiaGiven[] = {{"प्रिया", "priya"}, {"अर्जुन", "arjun"}, {"कृष्णा", "krishna"},
    {"दीपिका", "deepika"}, {"राहुल", "rahul"}, {"श्रद्धा", "shraddha"}};
constexpr Name kIndiaFamily[] = {{"शर्मा", "sharma"}, {"मिश्रा", "mishra"}, {"सिंह", "singh"},
    {"त्रिपाठी", "tripathi"}, {"चौधरी", "chaudhary"}, {"गुप्ता", "gupta"}};
constexpr const char* kIndiaStreets[] = {"महात्मा गांधी मार्ग", "स्टेशन रोड", "चाँदनी चौक"};
constexpr City kIndiaCities[]
    = {{"दिल्ली", "1100##"}, {"मुंबई", "4000##"}, {"लखनऊ", "2260##"}, {"जयपुर", "3020##"}};

constexpr Name kThailandGiven[]
    = {{"สมชาย", "somchai"}, {"ณัฐธิดา", "nattida"}, {"พิมพ์ชนก", "pimchanok"}, {"กิตติ", "kitti"}};
constexpr Name kThailandFamily[]
    = {{"ศรีสุวรรณ", "srisuwan"}, {"แสงทอง", "saengthong"}, {"วงศ์ใหญ่", "wongyai"}, {"จันทร์เพ็ญ", "chanphen"}};
constexpr const char* kThailandStreets[] = {"ถนนสุขุมวิท", "ถนนเยาวราช", "ถนนนิมมานเหมินท์"};
constexpr City kThailandCities[] = {{"กรุงเทพมหานคร", "10##0"}, {"เชียงใหม่", "50##0"}};

constexpr Name kVietnamGiven[]
    = {{"Nguyệt", "nguyet"}, {"Đức", "duc"}, {"Hương", "huong"}, {"Tuấn", "tuan"}, {"Thảo", "thao"}};
constexpr Name kVietnamFamily[]
    = {{"Nguyễn", "nguyen"}, {"Trần", "tran"}, {"Phạm", "pham"}, {"Đặng", "dang"}, {"Lê", "le"}};
constexpr const char* kVietnamStreets[] = {"đường Lê Lợi", "phố Hàng Bạc", "đường Điện Biên Phủ"};
constexpr City kVietnamCities[]
    = {{"Hà Nội", "10####"}, {"Đà Nẵng", "55####"}, {"Thành phố Hồ Chí Minh", "70####"}};

constexpr Name kJapanGiven[] = {{"陽子", "yoko"}, {"太郎", "taro"}, {"さくら", "sakura"}, {"健一", "kenichi"},
    {"結衣", "yui"}, {"ケンジ", "kenji"}};
constexpr Name kJapanFamily[] = {{"佐藤", "sato"}, {"髙橋", "takahashi"}, {"渡邊", "watanabe"},
    {"山田", "yamada"}, {"小林", "kobayashi"}, {"齋藤", "saito"}};
constexpr const char* kJapanStreets[] = {"中央区銀座", "港南", "錦小路通", "桜ヶ丘町"};
constexpr City kJapanCities[]
    = {{"東京都", "10#-00##"}, {"京都市", "60#-80##"}, {"大阪市", "53#-00##"}, {"札幌市", "06#-00##"}};

constexpr Name kChinaGiven[] = {{"芳", "fang"}, {"伟", "wei"}, {"秀英", "xiuying"}, {"子轩", "zixuan"},
    {"静", "jing"}, {"欧阳雪", "xue"}};
constexpr Name kChinaFamily[]
    = {{"王", "wang"}, {"李", "li"}, {"张", "zhang"}, {"诸葛", "zhuge"}, {"陈", "chen"}, {"赵", "zhao"}};
constexpr const char* kChinaStreets[] = {"南京东路", "人民大街", "长安街", "解放路"};
constexpr City kChinaCities[]
    = {{"北京市", "1000##"}, {"上海市", "2000##"}, {"成都市", "6100##"}, {"哈尔滨市", "1500##"}};

constexpr Name kKoreaGiven[]
    = {{"지우", "jiwoo"}, {"민준", "minjun"}, {"서연", "seoyeon"}, {"하늘", "haneul"}, {"영호", "youngho"}};
constexpr Name kKoreaFamily[]
    = {{"김", "kim"}, {"이", "lee"}, {"박", "park"}, {"최", "choi"}, {"남궁", "namgung"}};
constexpr const char* kKoreaStreets[] = {"세종대로", "강남대로", "해운대해변로"};
constexpr City kKoreaCities[] = {{"서울특별시", "04###"}, {"부산광역시", "48###"}, {"전주시", "54###"}};

constexpr Name kBrazilGiven[] = {{"João", "joao"}, {"Conceição", "conceicao"}, {"Antônio", "antonio"},
    {"Beatriz", "beatriz"}, {"Luís", "luis"}, {"Inês", "ines"}};
constexpr Name kBrazilFamily[] = {{"Gonçalves", "goncalves"}, {"da Silva", "dasilva"}, {"Araújo", "araujo"},
    {"Magalhães", "magalhaes"}, {"Simões", "simoes"}, {"Brandão", "brandao"}};
constexpr const char* kBrazilStreets[]
    = {"Rua das Flores", "Avenida São João", "Praça da Sé", "Travessa do Açaí"};
constexpr City kBrazilCities[]
    = {{"São Paulo", "01###-###"}, {"Brasília", "70###-###"}, {"Belém", "66###-###"}};

constexpr Name kAmericaGiven[] = {{"Emma", "emma"}, {"Noah", "noah"}, {"Zoë", "zoe"}, {"Tyrone", "tyrone"},
    {"Guadalupe", "guadalupe"}, {"DeShawn", "deshawn"}};
constexpr Name kAmericaFamily[] = {{"Johnson", "johnson"}, {"Begay", "begay"}, {"Nguyen", "nguyen"},
    {"Van der Berg", "vanderberg"}, {"Ramirez", "ramirez"}, {"Null", "null"}};
constexpr const char* kAmericaStreets[]
    = {"Main St", "Elm Street", "Martin Luther King Jr. Blvd", "5th Avenue"};
constexpr City kAmericaCities[]
    = {{"New York", "100##"}, {"San José", "951##"}, {"Honolulu", "968##"}, {"Austin", "787##"}};

constexpr Locale kLocales[] = {{"DE", "de", 220, "+49", false, "%s %d", "%s & Söhne GmbH", kGermanyGiven,
                                   kGermanyFamily, kGermanyStreets, kGermanyCities},
    {"AT", "de", 30, "+43", false, "%s %d", "%s KG", kAustriaGiven, kAustriaFamily, kAustriaStreets,
        kAustriaCities},
    {"FR", "fr", 120, "+33", false, "%d, %s", "Maison %s", kFranceGiven, kFranceFamily, kFranceStreets,
        kFranceCities},
    {"GB", "en", 130, "+44", false, "%d %s", "%s & Co. Ltd", kBritainGiven, kBritainFamily, kBritainStreets,
        kBritainCities},
    {"IE", "en", 25, "+353", false, "%d %s", "%s Foods DAC", kIrelandGiven, kIrelandFamily, kIrelandStreets,
        kIrelandCities},
    {"ES", "es", 80, "+34", false, "%s, %d", "Hermanos %s S.L.", kSpainGiven, kSpainFamily, kSpainStreets,
        kSpainCities},
    {"IT", "it", 80, "+39", false, "%s, %d", "Fratelli %s S.r.l.", kItalyGiven, kItalyFamily, kItalyStreets,
        kItalyCities},
    {"PL", "pl", 70, "+48", false, "%s %d", "%s Sp. z o.o.", kPolandGiven, kPolandFamily, kPolandStreets,
        kPolandCities},
    {"CZ", "cs", 40, "+420", false, "%s %d", "%s a synové s.r.o.", kCzechiaGiven, kCzechiaFamily,
        kCzechiaStreets, kCzechiaCities},
    {"IS", "is", 10, "+354", false, "%s %d", "%s ehf.", kIcelandGiven, kIcelandFamily, kIcelandStreets,
        kIcelandCities},
    {"GR", "el", 35, "+30", false, "%s %d", "Αφοί %s Ο.Ε.", kGreeceGiven, kGreeceFamily, kGreeceStreets,
        kGreeceCities},
    {"UA", "uk", 40, "+380", false, "%s, %d", "ТОВ «%s»", kUkraineGiven, kUkraineFamily, kUkraineStreets,
        kUkraineCities},
    {"TR", "tr", 35, "+90", false, "%s No: %d", "%s Gıda A.Ş.", kTurkeyGiven, kTurkeyFamily, kTurkeyStreets,
        kTurkeyCities},
    {"IL", "he", 25, "+972", false, "%s %d", "%s ובניו בע״מ", kIsraelGiven, kIsraelFamily, kIsraelStreets,
        kIsraelCities},
    {"EG", "ar", 25, "+20", false, "%s %d", "شركة %s وأولاده", kEgyptGiven, kEgyptFamily, kEgyptStreets,
        kEgyptCities},
    {"IN", "hi", 35, "+91", false, "%d, %s", "%s एंड संस", kIndiaGiven, kIndiaFamily, kIndiaStreets,
        kIndiaCities},
    {"TH", "th", 12, "+66", false, "%d %s", "บริษัท %s จำกัด", kThailandGiven, kThailandFamily, kThailandStreets,
        kThailandCities},
    {"VN", "vi", 18, "+84", true, "%d %s", "Công ty %s", kVietnamGiven, kVietnamFamily, kVietnamStreets,
        kVietnamCities},
    {"JP", "ja", 35, "+81", true, "%s%d番", "%s商店株式会社", kJapanGiven, kJapanFamily, kJapanStreets,
        kJapanCities},
    {"CN", "zh", 35, "+86", true, "%s%d号", "%s食品有限公司", kChinaGiven, kChinaFamily, kChinaStreets,
        kChinaCities},
    {"KR", "ko", 18, "+82", true, "%s %d", "%s상회 주식회사", kKoreaGiven, kKoreaFamily, kKoreaStreets,
        kKoreaCities},
    {"BR", "pt", 30, "+55", false, "%s, %d", "Irmãos %s Ltda", kBrazilGiven, kBrazilFamily, kBrazilStreets,
        kBrazilCities},
    {"US", "en", 52, "+1", false, "%d %s", "%s Trading Inc.", kAmericaGiven, kAmericaFamily, kAmericaStreets,
        kAmericaCities}};

} // namespace

std::span<const Locale> locales()
{
    return kLocales;
}

} // namespace larder
