#include "ui/valuelexers.h"

#include "ui/syntaxcolors.h"

#include <array>

namespace larder {

namespace {

struct StyledRole
{
    int style;
    SyntaxRole role;
};

constexpr std::array<StyledRole, 10> kJsonRoles{{
    {QsciLexerJSON::Number, SyntaxRole::Number},
    {QsciLexerJSON::String, SyntaxRole::String},
    {QsciLexerJSON::UnclosedString, SyntaxRole::Invalid},
    {QsciLexerJSON::Property, SyntaxRole::Keyword},
    {QsciLexerJSON::EscapeSequence, SyntaxRole::Parameter},
    {QsciLexerJSON::IRI, SyntaxRole::String},
    {QsciLexerJSON::IRICompact, SyntaxRole::String},
    {QsciLexerJSON::Keyword, SyntaxRole::Name},
    {QsciLexerJSON::KeywordLD, SyntaxRole::String},
    {QsciLexerJSON::Error, SyntaxRole::Invalid},
}};

constexpr std::array<StyledRole, 15> kXmlRoles{{
    {QsciLexerHTML::Tag, SyntaxRole::Keyword},
    {QsciLexerHTML::UnknownTag, SyntaxRole::Keyword},
    {QsciLexerHTML::XMLTagEnd, SyntaxRole::Keyword},
    {QsciLexerHTML::Attribute, SyntaxRole::Name},
    {QsciLexerHTML::UnknownAttribute, SyntaxRole::Name},
    {QsciLexerHTML::HTMLDoubleQuotedString, SyntaxRole::String},
    {QsciLexerHTML::HTMLSingleQuotedString, SyntaxRole::String},
    {QsciLexerHTML::HTMLNumber, SyntaxRole::String},
    {QsciLexerHTML::HTMLComment, SyntaxRole::Comment},
    {QsciLexerHTML::Entity, SyntaxRole::Parameter},
    {QsciLexerHTML::CDATA, SyntaxRole::Number},
    {QsciLexerHTML::XMLStart, SyntaxRole::Comment},
    {QsciLexerHTML::XMLEnd, SyntaxRole::Comment},
    {QsciLexerHTML::SGMLDefault, SyntaxRole::Comment},
    {QsciLexerHTML::SGMLCommand, SyntaxRole::Comment},
}};

template <size_t N>
void setLook(
    QsciLexer& lexer, const std::array<StyledRole, N>& roles, const QPalette& palette, const QFont& font)
{
    lexer.setDefaultColor(palette.color(QPalette::Text));
    lexer.setDefaultPaper(palette.color(QPalette::Base));
    lexer.setDefaultFont(font);
    // For all styles.
    lexer.setColor(palette.color(QPalette::Text));
    lexer.setPaper(palette.color(QPalette::Base));
    lexer.setFont(font);
    lexer.setEolFill(false);
    for (const StyledRole& each : roles)
        lexer.setColor(syntaxColor(each.role, palette), each.style);
}

} // namespace

QsciLexer* createJsonLexer(const QPalette& palette, const QFont& font, QObject* parent)
{
    auto* const lexer = new QsciLexerJSON(parent);
    lexer->setFoldCompact(false);
    setLook(*lexer, kJsonRoles, palette, font);
    return lexer;
}

QsciLexer* createXmlLexer(const QPalette& palette, const QFont& font, QObject* parent)
{
    auto* const lexer = new QsciLexerXML(parent);
    lexer->setFoldCompact(false);
    lexer->setScriptsStyled(false);
    setLook(*lexer, kXmlRoles, palette, font);
    return lexer;
}

} // namespace larder
