#include "models/valuetext.h"

#include "models/magicguess.h"
#include "models/quantitytext.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace larder {

namespace {

constexpr qint64 kSaidTwiceFrom = 10'000;

QString tr(const char* text)
{
    return QCoreApplication::translate("ValueText", text);
}

QString typeText(CellType type)
{
    switch (type) {
    case CellType::Null:
        return QStringLiteral("NULL");
    case CellType::Integer:
        return QStringLiteral("INTEGER");
    case CellType::Real:
        return QStringLiteral("REAL");
    case CellType::Text:
        return QStringLiteral("TEXT");
    case CellType::Blob:
        return QStringLiteral("BLOB");
    }
    Q_UNREACHABLE();
}

QString lengthText(qint64 bytes)
{
    const QString exact = QStringLiteral("%1 B").arg(bytes);
    return bytes < kSaidTwiceFrom ? exact : QStringLiteral("%1 (%2)").arg(exact, bytesText(bytes));
}

void addEncoding(QStringList& parts, const Utf8Check& check)
{
    parts << tr("%1 characters").arg(check.characters);
    parts << (check.firstWrong ? tr("not valid UTF-8: first wrong byte at %1").arg(*check.firstWrong)
                               : tr("valid UTF-8"));
}

QString extensionFor(const Cell& cell, ValueView view)
{
    if (cell.type == CellType::Blob) {
        const auto guess = guessByMagic(cell.bytes);
        return guess ? guess->extension : QStringLiteral("bin");
    }
    if (cell.type == CellType::Text && view == ValueView::Json)
        return QStringLiteral("json");
    return cell.type == CellType::Text && view == ValueView::Xml ? QStringLiteral("xml")
                                                                 : QStringLiteral("txt");
}

} // namespace

QString valueFactsText(const CellValue& value, const std::optional<ValueFacts>& facts)
{
    const Cell cell = value.cell();
    QStringList parts{typeText(cell.type)};
    if (!value.info().declaredType.isEmpty())
        parts << tr("declared %1").arg(value.info().declaredType);
    if (cell.type == CellType::Text || cell.type == CellType::Blob)
        parts << lengthText(cell.bytes.size());
    if (facts && facts->utf8)
        addEncoding(parts, *facts->utf8);
    if (cell.type == CellType::Blob) {
        if (const auto guess = guessByMagic(cell.bytes))
            parts << tr("begins like: %1").arg(guess->label);
    }
    return parts.join(QStringLiteral(" · "));
}

QString valueFileName(const CellValue& value, ValueView view)
{
    // What no file system and no shell minds.
    static const QRegularExpression unsafe(QStringLiteral("[^\\p{L}\\p{N}_-]+"));
    constexpr qsizetype kLongestName = 60;
    QString name = QString(value.info().name).replace(unsafe, QStringLiteral("_")).left(kLongestName);
    if (name.isEmpty() || name == QStringLiteral("_"))
        name = QStringLiteral("value");
    return QStringLiteral("%1.%2").arg(name, extensionFor(value.cell(), view));
}

} // namespace larder
