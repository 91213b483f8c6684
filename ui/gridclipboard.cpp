#include "ui/gridclipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

namespace larder {

bool copyCells(const ArrangedRows& rows, const CellSelection& selection, CopyHeaders headers)
{
    const auto text = selectionTsv(rows, selection, headers, kMostCopiedMegabytes << 20);
    if (!text)
        return false;
    auto* const copied = new QMimeData;
    copied->setText(QString::fromUtf8(*text));
    copied->setData(QStringLiteral("text/tab-separated-values"), *text);
    QGuiApplication::clipboard()->setMimeData(copied);
    return true;
}

} // namespace larder
