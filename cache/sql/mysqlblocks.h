#pragma once

#include "cache/sql/sqltoken.h"

#include <QByteArrayView>

#include <vector>

namespace larder {

/// The blocks of the MySQL family's stored programs: whether a `;` ends the statement or stands inside
/// BEGIN, IF, CASE, LOOP, WHILE, REPEAT or FOR (MariaDB) … END, or a declaration section of Oracle mode.
class MySqlBlocks final
{
public:
    /// Takes the next token of the statement that is no separator, inner `;` included.
    void feed(const SqlToken& token, QByteArrayView text);

    /// Whether a `;` that comes now ends the statement.
    [[nodiscard]] bool terminatorEnds() const { return m_open.empty(); }

private:
    /// Where in the statement we are; Plain: nothing in the rest opens a block.
    enum class Place : quint8 {
        Start,
        Begin,
        BeginNot,
        Create,
        Routine,
        Trigger,
        Event,
        Package,
        Head,
        Body,
        Plain
    };
    enum class Block : quint8 { Declarations, Other };
    /// What the inner statement began with, as far as it matters.
    enum class Inner : quint8 { Start, Loop, Until, Declare, Handler, Routine, Other };

    void feedHead(const SqlToken& token, QByteArrayView text);
    void feedWord(QByteArrayView word);
    void feedStart(QByteArrayView word);
    void feedCreate(QByteArrayView word);
    void feedBody(const SqlToken& token, QByteArrayView text);
    void beginInner(QByteArrayView word);
    void continueInner(QByteArrayView word);
    void open(Block block);
    void openWith(QByteArrayView word);
    void close();

    Place m_place = Place::Start;
    Inner m_inner = Inner::Start;
    bool m_afterEnd = false; ///< the next word repeats what END closed, or is a label
    bool m_returns = false; ///< RETURNS was in the head
    bool m_labelled = false; ///< the inner statement so far is one word, maybe a label
    qsizetype m_cases = 0; ///< open CASE expressions
    qsizetype m_parentheses = 0;
    std::vector<Block> m_open;
    QByteArrayView m_before; ///< the previous token
};

} // namespace larder
