#include "models/cellmatcher.h"

#include "models/celltext.h"

#include <QCoreApplication>

namespace larder {

Result<CellMatcher> CellMatcher::make(const MatchRules& rules)
{
    CellMatcher matcher(rules);
    if (rules.regularExpression && !matcher.m_expression.isValid())
        return Error{QCoreApplication::translate("CellMatcher", "This is no regular expression"),
            matcher.m_expression.errorString(),
            QCoreApplication::translate(
                "CellMatcher", "Switch the expression off to find the text as it is.")};
    return matcher;
}

CellMatcher::CellMatcher(const MatchRules& rules)
    : m_rules(rules)
    , m_anyCase(rules.text)
    , m_sameCase(rules.text.toUtf8())
{
    if (!rules.regularExpression)
        return;
    m_expression = QRegularExpression(rules.text,
        QRegularExpression::UseUnicodePropertiesOption
            | (rules.caseSensitive ? QRegularExpression::NoPatternOption
                                   : QRegularExpression::CaseInsensitiveOption));
    m_expression.optimize();
}

bool CellMatcher::matches(const Cell& cell) const
{
    switch (cell.type) {
    case CellType::Null:
    case CellType::Blob:
        return false;
    case CellType::Integer:
    case CellType::Real:
        return isIn(cellExactText(cell));
    case CellType::Text:
        return isIn(cell.bytes);
    }
    Q_UNREACHABLE();
}

bool CellMatcher::isIn(QByteArrayView utf8) const
{
    if (m_rules.regularExpression)
        return m_expression.match(QString::fromUtf8(utf8)).hasMatch();
    if (m_rules.caseSensitive)
        return m_sameCase.indexIn(utf8.data(), utf8.size()) >= 0;
    return m_anyCase.isIn(utf8);
}

} // namespace larder
