#include "resources/sample/fill.h"
#include "resources/sample/tablewriter.h"

#include <limits>
#include <string_view>

namespace larder {

namespace {

using Whole = std::numeric_limits<std::int64_t>;
using Fraction = std::numeric_limits<double>;
using namespace std::string_view_literals;

/// Each row has a title and one value in the column that shows it.
class CuriosityWriter final
{
public:
    explicit CuriosityWriter(Database& database) : m_database(database) { }

    template <typename Value>
    void append(const char* column, const char* title, const Value& value)
    {
        TableWriter(m_database, "curiosity", std::string("title, ") + column).append(title, value);
    }

private:
    Database& m_database;
};

void appendNumbers(CuriosityWriter& rows)
{
    rows.append("whole", "smallest 64-bit integer", Whole::min());
    rows.append("whole", "largest 64-bit integer", Whole::max());
    rows.append("whole", "2^53 + 1, which no double holds", (std::int64_t{1} << 53) + 1);
    rows.append("whole", "zero", 0);
    rows.append("whole", "minus one", -1);
    rows.append("whole", "text in an INTEGER column", "twelve");
    rows.append("whole", "a fraction in an INTEGER column", 2.5);
    rows.append("whole", "numeric-looking text turned into an INTEGER", " 42 ");
    rows.append("fraction", "one tenth, which no double holds", 0.1);
    rows.append("fraction", "0.1 + 0.2", 0.1 + 0.2);
    rows.append("fraction", "very large", 1e308);
    rows.append("fraction", "largest double", Fraction::max());
    rows.append("fraction", "smallest normal double", Fraction::min());
    rows.append("fraction", "smallest denormal double", Fraction::denorm_min());
    rows.append("fraction", "negative zero, whose sign a REAL column loses", -0.0);
    rows.append("fraction", "infinity", Fraction::infinity());
    rows.append("fraction", "negative infinity", -Fraction::infinity());
    rows.append("fraction", "not a number, which SQLite stores as NULL", Fraction::quiet_NaN());
    rows.append("fraction", "an integer in a REAL column", 7);
}

void appendTexts(CuriosityWriter& rows)
{
    rows.append("words", "empty text", "");
    rows.append("words", "NULL", nullptr);
    rows.append("words", "the word NULL", "NULL");
    rows.append("words", "quotes", R"(It's "quoted", `ticked` and 'doubled''')");
    rows.append("words", "new lines and a tab", "first line\nsecond line\r\nthird\tafter a tab");
    rows.append("words", "spaces around", "  two before, two after  ");
    rows.append("words", "numeric-looking text", "007");
    rows.append("words", "an integer beyond 64 bits", "170141183460469231731687303715884105727");
    rows.append("words", "an exact decimal", "12345678901234567890.123456789");
    rows.append("words", "emoji", "🫙🍓👩‍🍳🏳️‍🌈👍🏽");
    rows.append("words", "Arabic", "مربّى المشمش (٥٠٠ غ)");
    rows.append("words", "Hebrew with points", "רִבָּה — jam — ריבה");
    rows.append(
        "words", "combining characters", "Cafe\u0301 is not Café; Z\u0351\u036B\u0343a\u0307\u0323lgo");
    rows.append("words", "letters outside the first plane", "𝔏𝔞𝔯𝔡𝔢𝔯 𐍈 𠮷野家");
    rows.append("words", "zero-width and non-breaking", "a\u200Bb\u00A0c\u2060d\uFEFFe");
    rows.append("words", "direction overrides", "abc\u202Edef\u202Cghi");
    rows.append("words", "a NUL character inside the text", "before\0after"sv);
    rows.append("words", "text that is not UTF-8", "caf\xE9 \xFF\xFE"sv);
    rows.append("words", "SQL in a text", "Robert'); DROP TABLE curiosity;--");
    rows.append("words", "HTML in a text", "<b>bold</b> &amp; <script>alert(1)</script>");
    rows.append("words", "a formula for a spreadsheet", "=1+HYPERLINK(\"https://www.example/\")");
    rows.append("words", "JSON",
        R"({"jam": ["apricot", "plum"], "sugar": 0.45, "vegan": true, "lid": null, "ключ": "🔑"})");
}

void appendLongText(CuriosityWriter& rows)
{
    std::string text;
    for (int jar = 1; jar <= 2'000; ++jar)
        text += "Jar " + std::to_string(jar)
            + (jar % 10 == 0 ? " has a note: Erdbeere & Rhabarber.\n" : " is full. ");
    rows.append("words", "a long text", text);
    rows.append("words", "a long word", std::string(600, 'm'));
}

void appendDays(CuriosityWriter& rows)
{
    rows.append("day", "a day", "2024-02-29");
    rows.append("day", "before our era", "-0044-03-15");
    rows.append("day", "the last day of four digits", "9999-12-31");
    rows.append("day", "before the Unix epoch", "1969-12-31 23:59:59.999");
    rows.append("day", "with a time zone", "2025-03-30T02:30:00+02:00");
    rows.append("day", "a day that does not exist", "2023-02-30");
    rows.append("day", "seconds since the epoch in a DATE column", 1'700'000'000);
    rows.append("day", "a Julian day in a DATE column", 2'460'310.5);
}

void appendBytes(CuriosityWriter& rows)
{
    Bytes all;
    for (int value = 0; value < 256; ++value)
        all.push_back(static_cast<std::uint8_t>(value));
    rows.append("bytes", "empty BLOB", Bytes{});
    rows.append("bytes", "zeros inside a BLOB", Bytes{0x00, 0x01, 0x00, 0x00, 0xff, 0x00});
    rows.append("bytes", "every byte", all);
    rows.append("bytes", "text in a BLOB column", "plain text");
    rows.append("bytes", "readable letters in a BLOB", Bytes{'j', 'a', 'm'});
    rows.append("bytes", "4 KiB of one byte", Bytes(4096, 0xa5));
}

void appendAnything(CuriosityWriter& rows)
{
    rows.append("anything", "an integer in a column without a type", 42);
    rows.append("anything", "a fraction in a column without a type", 42.0);
    rows.append("anything", "negative zero in a column without a type", -0.0);
    rows.append("anything", "text in a column without a type", "42");
    rows.append("anything", "a BLOB in a column without a type", Bytes{'4', '2'});
    rows.append("anything", "NULL in a column without a type", nullptr);
}

} // namespace

void fillCuriosities(Database& database)
{
    CuriosityWriter rows(database);
    appendNumbers(rows);
    appendTexts(rows);
    appendLongText(rows);
    appendDays(rows);
    appendBytes(rows);
    appendAnything(rows);
}

} // namespace larder
