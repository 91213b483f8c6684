#include "cache/sql/mysqlblocks.h"

#include "cache/sql/sqlwords.h"

namespace larder {

namespace {

bool opensBlock(QByteArrayView word)
{
    return isOneOf(word, {"BEGIN", "IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR"});
}

bool beginsSimpleStatement(QByteArrayView word)
{
    return isOneOf(word,
        {"SET", "SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "CALL", "RETURN", "WITH", "DO", "EXECUTE",
            "SIGNAL", "RESIGNAL", "TRUNCATE", "CREATE", "DROP", "ALTER"});
}

} // namespace

void MySqlBlocks::feed(const SqlToken& token, QByteArrayView text)
{
    if (m_place == Place::Body)
        feedBody(token, text);
    else if (m_place != Place::Plain)
        feedHead(token, text);
    m_before = text;
}

void MySqlBlocks::feedHead(const SqlToken& token, QByteArrayView text)
{
    if (token.kind == SqlTokenKind::Word) {
        feedWord(text);
    } else if (m_place == Place::Start || m_place == Place::Begin || m_place == Place::BeginNot) {
        m_place = Place::Plain;
    } else if (m_place == Place::Routine && token.kind == SqlTokenKind::Punctuation) {
        if (text == "(")
            ++m_parentheses;
        else if (text == ")" && --m_parentheses == 0)
            m_place = Place::Head;
    }
}

void MySqlBlocks::feedWord(QByteArrayView word)
{
    const bool as = isOneOf(word, {"AS", "IS"});
    switch (m_place) {
    case Place::Start:
    case Place::Begin:
    case Place::BeginNot:
        feedStart(word);
        break;
    case Place::Create:
        feedCreate(word);
        break;
    case Place::Trigger:
        if (isKeyword(word, "ROW"))
            m_place = Place::Head;
        break;
    case Place::Event:
        if (isKeyword(word, "DO"))
            m_place = Place::Head;
        break;
    case Place::Routine:
    case Place::Package:
        if (as && m_parentheses == 0)
            open(Block::Declarations);
        break;
    case Place::Head:
        if (opensBlock(word))
            openWith(word);
        else if (as)
            open(Block::Declarations);
        else if (isKeyword(word, "RETURNS"))
            m_returns = true;
        else if (!isKeyword(m_before, "RETURNS") && beginsSimpleStatement(word)
            && (m_returns || !isKeyword(word, "RETURN"))) // Oracle mode has its type behind RETURN
            m_place = Place::Plain;
        break;
    case Place::Body:
    case Place::Plain:
        break;
    }
}

void MySqlBlocks::feedStart(QByteArrayView word)
{
    if (m_place == Place::Begin) {
        m_place = isKeyword(word, "NOT") ? Place::BeginNot : Place::Plain;
    } else if (m_place == Place::BeginNot) {
        m_place = Place::Plain;
        if (isKeyword(word, "ATOMIC"))
            open(Block::Other);
    } else if (isOneOf(word, {"CREATE", "ALTER"})) {
        m_place = Place::Create;
    } else if (isKeyword(word, "BEGIN")) {
        m_place = Place::Begin;
    } else if (opensBlock(word)) {
        openWith(word);
    } else {
        m_place = Place::Plain;
    }
}

void MySqlBlocks::feedCreate(QByteArrayView word)
{
    if (m_before == "=" || m_before == "@") // the account behind DEFINER
        return;
    if (isOneOf(word, {"PROCEDURE", "FUNCTION"}))
        m_place = Place::Routine;
    else if (isKeyword(word, "TRIGGER"))
        m_place = Place::Trigger;
    else if (isKeyword(word, "EVENT"))
        m_place = Place::Event;
    else if (isKeyword(word, "PACKAGE"))
        m_place = Place::Package;
    else if (!isOneOf(word, {"OR", "REPLACE", "DEFINER", "CURRENT_USER", "CURRENT_ROLE", "AGGREGATE"}))
        m_place = Place::Plain;
}

void MySqlBlocks::feedBody(const SqlToken& token, QByteArrayView text)
{
    if (token.kind == SqlTokenKind::Terminator) {
        m_inner = Inner::Start;
        m_afterEnd = false;
        m_labelled = false;
        m_cases = 0;
    } else if (token.kind == SqlTokenKind::Word) {
        if (m_afterEnd)
            return;
        if (m_inner == Inner::Start)
            beginInner(text);
        else
            continueInner(text);
    } else if (m_labelled && text == ":") {
        m_inner = Inner::Start;
        m_labelled = false;
    } else {
        // The text of a routine in another language is one string behind AS.
        if (m_inner == Inner::Start && token.kind == SqlTokenKind::String && isOneOf(m_before, {"AS", "IS"}))
            close();
        m_labelled = token.kind == SqlTokenKind::QuotedName && m_inner == Inner::Start;
        m_inner = m_inner == Inner::Start ? Inner::Other : m_inner;
    }
}

void MySqlBlocks::beginInner(QByteArrayView word)
{
    m_labelled = false;
    if (opensBlock(word)) {
        openWith(word);
    } else if (isKeyword(word, "END")) {
        close();
    } else if (isKeyword(word, "UNTIL")) {
        m_inner = Inner::Until;
    } else if (isKeyword(word, "DECLARE")) {
        m_inner = Inner::Declare;
    } else if (isOneOf(word, {"FUNCTION", "PROCEDURE"})) {
        m_inner = Inner::Routine;
    } else if (!isKeyword(word, "ELSE")) {
        m_inner = Inner::Other;
        m_labelled = true;
    }
}

void MySqlBlocks::continueInner(QByteArrayView word)
{
    m_labelled = false;
    if (m_cases > 0 && isKeyword(word, "END")) {
        --m_cases;
    } else if (m_inner == Inner::Handler && opensBlock(word) && !isKeyword(word, "FOR")) {
        openWith(word);
    } else if (m_inner == Inner::Handler && beginsSimpleStatement(word)) {
        m_inner = Inner::Other;
    } else if (isKeyword(word, "CASE")) {
        ++m_cases;
    } else if (m_cases > 0) {
        return;
    } else if (isOneOf(word, {"THEN", "ELSE"}) || (m_inner == Inner::Loop && isKeyword(word, "DO"))) {
        m_inner = Inner::Start;
    } else if (m_inner == Inner::Until && isKeyword(word, "END")) {
        close();
    } else if (m_inner == Inner::Declare && isKeyword(word, "HANDLER")) {
        m_inner = Inner::Handler;
    } else if (m_inner == Inner::Routine && isOneOf(word, {"AS", "IS"})) {
        open(Block::Declarations);
    }
}

void MySqlBlocks::open(Block block)
{
    m_open.push_back(block);
    m_place = Place::Body;
    m_inner = Inner::Start;
}

void MySqlBlocks::openWith(QByteArrayView word)
{
    const bool begin = isKeyword(word, "BEGIN");
    if (begin && !m_open.empty() && m_open.back() == Block::Declarations) {
        m_open.back() = Block::Other;
        m_inner = Inner::Start;
        return;
    }
    open(Block::Other);
    if (isOneOf(word, {"WHILE", "FOR"}))
        m_inner = Inner::Loop;
    else if (isOneOf(word, {"IF", "CASE"}))
        m_inner = Inner::Other;
}

void MySqlBlocks::close()
{
    if (!m_open.empty())
        m_open.pop_back();
    m_inner = Inner::Other;
    m_afterEnd = true;
}

} // namespace larder
