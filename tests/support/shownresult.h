#pragma once

#include "models/celltext.h"
#include "results.h"
#include "ui/gridpainter.h"
#include "ui/gridstate.h"
#include "ui/resultview.h"

#include <QTest>

namespace larder::test {

/// A view on screen with three rows of an integer, a text and a value of other types.
class ShownResult
{
public:
    ShownResult()
        : ShownResult(resultOf({QStringLiteral("id"), QStringLiteral("name"), QStringLiteral("extra")},
            {{qint64(1), text("one"), std::monostate()}, {qint64(20), text(""), blob("\1\2\3")},
                {qint64(300), text("three"), 0.5}}))
    {
    }

    explicit ShownResult(const ResultPtr& result)
    {
        view.resize(600, 300);
        view.show();
        view.setRows({result});
        view.activateWindow();
        view.setFocus();
    }

    void click(qint64 row, int column, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(view.viewport(), Qt::LeftButton, modifiers, view.cellRect({row, column}).center());
    }

    void select(qint64 top, int left, qint64 bottom, int right)
    {
        click(top, left);
        click(bottom, right, Qt::ShiftModifier);
    }

    [[nodiscard]] int columnWidth(int column) const { return view.state().columns().width(column); }

    [[nodiscard]] bool fits(qint64 row, int column) const
    {
        return columnWidth(column)
            >= view.fontMetrics().horizontalAdvance(shownText(row, column)) + 2 * GridPainter::kPadding + 1;
    }

    [[nodiscard]] QString shownText(qint64 row, int column) const
    {
        return cellText(view.rows().cell(row, column));
    }

    ResultView view;
};

} // namespace larder::test
