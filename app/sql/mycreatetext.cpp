#include "app/sql/mycreatetext.h"

#include "cache/sql/sqllexer.h"

#include <algorithm>
#include <vector>

namespace larder {

namespace {

using Tokens = std::vector<SqlToken>;

/// Those that are no white space and no comment.
Tokens tokensOf(QByteArrayView text)
{
    Tokens tokens;
    SqlLexer lexer(text, SqlDialect::MySql);
    for (SqlToken token = lexer.next(); token.kind != SqlTokenKind::End; token = lexer.next()) {
        if (!token.isSeparator())
            tokens.push_back(token);
    }
    return tokens;
}

QByteArrayView textOf(QByteArrayView all, const SqlToken& token)
{
    return all.sliced(token.offset, token.length);
}

bool isWord(QByteArrayView all, const SqlToken& token, QByteArrayView word)
{
    return token.kind == SqlTokenKind::Word && textOf(all, token).compare(word, Qt::CaseInsensitive) == 0;
}

/// One column, key or constraint in the list of a CREATE TABLE.
struct Part
{
    QByteArray text;
    /// In front of its name: "UNIQUE KEY", "CONSTRAINT"; empty for a column.
    QByteArrayList words = {};
    QByteArray name = {};
    /// Where the name ends in the text.
    qsizetype nameEnd = 0;
};

Part readPart(const QByteArray& text)
{
    Part part{text};
    for (const SqlToken& token : tokensOf(text)) {
        if (token.kind == SqlTokenKind::QuotedName) {
            part.name = text.mid(token.offset + 1, token.length - 2).replace("``", "`");
            part.nameEnd = token.end();
        }
        if (token.kind != SqlTokenKind::Word)
            break;
        part.words << textOf(text, token).toByteArray().toUpper();
    }
    return part;
}

/// What stands between the first bracket and the one that closes it, cut at the commas.
std::vector<Part> partsOf(const QByteArray& created)
{
    std::vector<Part> parts;
    int depth = 0;
    qsizetype begin = 0;
    for (const SqlToken& token : tokensOf(created)) {
        const QByteArrayView text = textOf(created, token);
        if (text == "(" && ++depth == 1)
            begin = token.end();
        if (text == ")")
            --depth;
        const bool ends = text == ")" && depth == 0;
        if (!ends && (text != "," || depth != 1))
            continue;
        parts.push_back(readPart(created.mid(begin, token.offset - begin).trimmed()));
        if (ends)
            break;
        begin = token.end();
    }
    return parts;
}

bool isIndex(const Part& part, const QByteArray& name)
{
    if (part.words.isEmpty() || part.words.last() != "KEY")
        return false;
    return part.words.first() == "PRIMARY" ? name == "PRIMARY" : part.name == name;
}

bool isConstraint(const Part& part, const QByteArray& name)
{
    if (part.words == QByteArrayList{"CONSTRAINT"})
        return part.name == name;
    const bool isKey = !part.words.isEmpty() && (part.words[0] == "PRIMARY" || part.words[0] == "UNIQUE");
    return isKey && isIndex(part, name);
}

bool isColumn(const Part& part, const QByteArray& name)
{
    return part.words.isEmpty() && part.name == name;
}

} // namespace

std::optional<QByteArray> myWithName(
    const QByteArray& created, QByteArrayView keyword, const QByteArray& name)
{
    const Tokens tokens = tokensOf(created);
    const auto word = std::find_if(
        tokens.begin(), tokens.end(), [&](const SqlToken& token) { return isWord(created, token, keyword); });
    if (word == tokens.end() || word + 1 == tokens.end())
        return std::nullopt;
    auto last = word + 1;
    if (tokens.end() - last > 2 && textOf(created, last[1]) == ".")
        last += 2;
    return created.first(word->end()) + ' ' + name + created.mid(last->end());
}

std::optional<QByteArray> myViewHead(const QByteArray& created, const QByteArray& name)
{
    const auto named = myWithName(created, "VIEW", name);
    if (!named)
        return std::nullopt;
    for (const SqlToken& token : tokensOf(*named)) {
        if (isWord(*named, token, "AS"))
            return named->first(token.end()) + ' ';
    }
    return std::nullopt;
}

std::optional<QByteArray> myPartStatement(
    const QByteArray& created, const ObjectName& part, const QByteArray& table)
{
    const std::vector<Part> parts = partsOf(created);
    const QByteArray name = part.name.toUtf8();
    const auto find = [&](bool (*isIt)(const Part&, const QByteArray&)) {
        return std::find_if(parts.begin(), parts.end(), [&](const Part& each) { return isIt(each, name); });
    };
    if (part.kind == ObjectKind::Index) {
        const auto index = find(isIndex);
        if (index == parts.end())
            return std::nullopt;
        if (index->words.first() == "PRIMARY")
            return "ALTER TABLE " + table + " ADD " + index->text;
        QByteArrayList words = index->words;
        words.last() = "INDEX";
        const qsizetype nameBegin = index->text.indexOf('`');
        return "CREATE " + words.join(' ') + ' ' + index->text.mid(nameBegin, index->nameEnd - nameBegin)
            + " ON " + table + index->text.mid(index->nameEnd);
    }
    if (const auto constraint = find(isConstraint); constraint != parts.end())
        return "ALTER TABLE " + table + " ADD " + constraint->text;
    if (const auto column = find(isColumn); column != parts.end())
        return "ALTER TABLE " + table + " MODIFY COLUMN " + column->text;
    return std::nullopt;
}

QByteArray myEnded(const QByteArray& statement)
{
    const Tokens tokens = tokensOf(statement);
    const bool holdsEnds = std::any_of(tokens.begin(), tokens.end(),
        [](const SqlToken& token) { return token.kind == SqlTokenKind::Terminator; });
    return holdsEnds ? "DELIMITER ;;\n" + statement + ";;\nDELIMITER ;\n" : statement + ";\n";
}

} // namespace larder
