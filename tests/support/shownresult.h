#pragma once

#include "models/resultmodel.h"
#include "results.h"
#include "ui/celldelegate.h"
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
        view.setModel(&model);
        model.setResult(result);
        view.resize(600, 300);
        view.show();
        view.activateWindow();
        view.setFocus();
    }

    void select(int top, int left, int bottom, int right)
    {
        const auto place
            = [this](int row, int column) { return view.visualRect(model.index(row, column)).center(); };
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, place(top, left));
        QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::ShiftModifier, place(bottom, right));
    }

    [[nodiscard]] bool fits(int row, int column) const
    {
        const QString value = model.index(row, column).data().toString();
        return view.columnWidth(column)
            >= view.fontMetrics().horizontalAdvance(value) + 2 * CellDelegate::kPadding + 1;
    }

    ResultModel model;
    ResultView view;
};

} // namespace larder::test
