#pragma once

#include <QLabel>

namespace larder {

/// A line of plain text that ends in an ellipsis where it has no room; then its tool tip tells all of it.
class ElidedLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    [[nodiscard]] bool isCut() const;
    /// The room of the ellipsis and a few letters.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
};

} // namespace larder
