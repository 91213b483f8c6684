#pragma once

#include <QByteArray>
#include <QString>

#include <array>

namespace larder {

/// Looks for one text in many, whatever the case of the letters: a needle of ASCII by Horspool's algorithm on
/// the bytes (R. N. Horspool, Practical fast searching in strings, 1980), any other by Unicode's simple case
/// folding. The empty needle is in every text.
class TextSearch
{
public:
    explicit TextSearch(const QString& needle);

    [[nodiscard]] bool isIn(QByteArrayView utf8) const;

private:
    QString m_needle;
    // Of an ASCII needle: its bytes in lower case, and for each byte how far it may be stepped over.
    QByteArray m_folded;
    std::array<qsizetype, 256> m_steps{};
};

} // namespace larder
