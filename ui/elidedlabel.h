#pragma once

#include <QLabel>

namespace larder {

/// A line of plain text that ends in an ellipsis where it has no room; then its tool tip tells all of it.
class ElidedLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    /// How much of it stays in any case; a few letters and the ellipsis at first.
    void setFewestCharacters(int count);

    [[nodiscard]] bool isCut() const;
    /// The room of as many characters as stay.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    int m_fewestCharacters = 6;
};

} // namespace larder
