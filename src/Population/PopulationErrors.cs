using LienThong.Kernel.Results;

namespace LienThong.Population;

/// <summary>Everything that the register can refuse, with what to do instead.</summary>
public static class PopulationErrors
{
    public static readonly Error PersonUnknown = new("POP-0001", 404,
        "Không tìm thấy người này trong cơ sở dữ liệu dân cư. Kiểm tra lại số định danh hoặc tìm bằng họ tên và ngày sinh.",
        "This person is not in the population register. Check the personal number, or search by name and date of birth.");
    public static readonly Error PersonLocked = new("POP-0002", 409,
        "Hồ sơ dân cư của người này đã khóa (thường vì đã khai tử), nên không thay đổi được. Nếu khóa nhầm, làm thủ tục cải chính trước.",
        "This record is locked (usually by a death), so it cannot change. If that is wrong, have it corrected first.");
    public static readonly Error MoveBeforeBirth = new("POP-0003", 422,
        "Ngày bắt đầu thường trú sớm hơn ngày sinh. Nhập ngày từ ngày sinh trở đi.", "The residence would begin before the birth. Enter a later day.");
    public static readonly Error MoveInFuture = new("POP-0004", 422,
        "Ngày bắt đầu thường trú ở tương lai. Nhập ngày hôm nay hoặc trước đó.", "The residence would begin in the future. Enter today or an earlier day.");
    public static readonly Error AlreadyThere = new("POP-0005", 409,
        "Người này đang thường trú tại chính hộ đó. Không cần đăng ký lại.", "This person already has permanent residence in that household. Nothing to do.");
    public static readonly Error HouseholdUnknown = new("POP-0006", 422,
        "Người được chọn không thuộc hộ nào đang có thường trú. Chọn thành viên khác của hộ, hoặc lập hộ mới với địa chỉ.",
        "The chosen person belongs to no household now. Choose another member, or found a new household with an address.");
    public static readonly Error OneHead = new("POP-0007", 422,
        "Hộ mới cần đúng một chủ hộ. Chọn một người làm chủ hộ.", "A new household needs exactly one head. Choose one person as head.");
    public static readonly Error HeadTaken = new("POP-0008", 422,
        "Hộ này đã có chủ hộ. Chọn quan hệ khác với chủ hộ cho người chuyển đến.", "This household has a head already. Choose another relation for who comes.");
    public static readonly Error PeopleCount = new("POP-0009", 422,
        "Mỗi lần đăng ký từ 1 đến 30 người. Chia thành nhiều lần nếu cần.", "Register 1 to 30 persons at once. Split larger groups.");
    public static readonly Error PersonTwice = new("POP-0010", 422,
        "Một người có trong danh sách hai lần. Xóa bớt một dòng.", "One person is listed twice. Remove a line.");
    public static readonly Error HeadLeaves = new("POP-0011", 422,
        "Người chuyển đi là chủ hộ và hộ cũ vẫn còn thành viên. Đổi chủ hộ trước, hoặc chuyển cả hộ.",
        "The head would leave while others stay. Change the head first, or move the whole household.");
    public static readonly Error MoveNotAfterCurrent = new("POP-0012", 422,
        "Ngày bắt đầu phải sau ngày bắt đầu nơi thường trú hiện nay ({0}). Nhập ngày muộn hơn, hoặc cải chính nơi hiện nay.",
        "The new residence must begin after the current one began ({0}). Enter a later day, or correct the current one.");
    public static readonly Error PlaceNeeded = new("POP-0013", 422,
        "Chưa rõ nơi đến. Chọn hộ chuyển đến, hoặc nhập mã xã 5 số và địa chỉ.", "Where to? Choose a household, or give the 5-digit commune code and the address.");
    public static readonly Error AreaUnknown = new("POP-0014", 422,
        "Mã địa bàn không đúng. Nhập mã tỉnh 2 số hoặc mã xã 5 số.", "Not an area code. Enter 2 digits for a province or 5 for a commune.");
    public static readonly Error NameInvalid = new("POP-0015", 422,
        "Họ và tên cần từ 1 đến 200 ký tự, có ít nhất một chữ. Nhập như trong giấy tờ.", "The full name needs 1 to 200 characters with at least one letter.");
    public static readonly Error BirthInFuture = new("POP-0016", 422,
        "Ngày sinh sau ngày đăng ký. Kiểm tra lại ngày sinh.", "The birth lies after the registration. Check the date.");
    public static readonly Error ParentUnknown = new("POP-0017", 422,
        "Không tìm thấy cha hoặc mẹ trong cơ sở dữ liệu dân cư. Kiểm tra số định danh, hoặc để trống nếu chưa xác định.",
        "A parent is not in the register. Check the number, or leave it empty when not known.");
    public static readonly Error ParentImplausible = new("POP-0018", 422,
        "Ngày sinh hoặc giới tính của cha, mẹ không khớp với ngày sinh của con. Kiểm tra lại cha, mẹ.",
        "The date of birth or the sex of a parent does not fit the child. Check the parents.");
    public static readonly Error ParentsNeeded = new("POP-0019", 422,
        "Cần ít nhất cha hoặc mẹ để lấy dân tộc và quê quán, hoặc nhập dân tộc và quê quán.", "Give a parent, or the ethnic group and the home place.");
    public static readonly Error BirthTwice = new("POP-0020", 409,
        "Trẻ này đã được đăng ký khai sinh (cùng mẹ hoặc cha, cùng ngày sinh và họ tên). Mở hồ sơ đã có để kiểm tra.",
        "This birth is registered already (same parent, day and name). Open the existing record.");
    public static readonly Error NumbersExhausted = new("POP-0021", 503,
        "Dãy số định danh của địa bàn và năm sinh này đã hết. Báo cơ quan quản lý căn cước để mở dãy mới.", "The number series is used up. Tell the identity authority.");
    public static readonly Error KeyReused = new("POP-0022", 422,
        "Khóa chống lặp này đã dùng cho một nội dung khác. Dùng khóa mới.", "This idempotency key was used for another content. Use a new one.");
    public static readonly Error KeyInvalid = new("POP-0023", 400,
        "Thiếu khóa chống lặp, hoặc khóa dài hơn 100 ký tự. Gửi kèm một khóa cho mỗi lần đăng ký.", "The idempotency key is missing or longer than 100 characters.");
    public static readonly Error DeathBeforeBirth = new("POP-0024", 422,
        "Ngày chết sớm hơn ngày sinh. Kiểm tra lại ngày chết.", "The death lies before the birth. Check the date.");
    public static readonly Error DeathInFuture = new("POP-0025", 422,
        "Ngày chết sau ngày đăng ký. Kiểm tra lại ngày chết.", "The death lies after the registration. Check the date.");
    public static readonly Error TooManyQuestions = new("POP-0026", 422,
        "Mỗi lần hỏi tối đa {0} người. Chia nhỏ, hoặc gửi tệp để đối khớp hàng loạt.", "At most {0} persons at once. Split them, or send a file.");
    public static readonly Error TooFewItems = new("POP-0027", 422,
        "Tìm không có số định danh cần ít nhất 4 thông tin: họ tên, ngày sinh và hai thông tin nữa (giới tính, nơi đăng ký khai sinh, quê quán, tên cha, tên mẹ, nơi thường trú).",
        "Without the number at least 4 items are needed: name, date of birth and two more (sex, place of registration, home place, a parent's name, commune).");
    public static readonly Error FileHeader = new("POP-0028", 422,
        "Dòng đầu của tệp phải là tên cột: number,name,birth,sex (bắt buộc có number; cột khác có thể bỏ). Sửa dòng đầu rồi gửi lại.",
        "The first line must name the columns: number,name,birth,sex (number is compulsory). Correct it and send again.");
    public static readonly Error RegistryWorkOnly = new("POP-0029", 403,
        "Chỉ cán bộ quản lý dân cư đăng ký được việc này, thay mặt cơ quan của mình.", "Only registry officers acting for their agency may register this.");
    public static readonly Error DocumentMissing = new("POP-0030", 422,
        "Thiếu số hồ sơ hoặc số giấy tờ làm căn cứ. Nhập số hồ sơ.", "The dossier or document that this rests on is missing.");
    public static readonly Error EthnicityUnknown = new("POP-0031", 422,
        "Mã dân tộc phải từ 1 đến 54 theo danh mục. Chọn lại dân tộc.", "The code of the ethnic group must be 1 to 54.");
    public static readonly Error SearchNeedsMore = new("POP-0032", 422,
        "Nhập số định danh 12 số, hoặc họ tên cùng ngày sinh.", "Enter the 12-digit number, or the name with the date of birth.");

    public static readonly Error DocumentKindUnknown = new("POP-0033", 422,
        "Loại giấy tờ làm căn cứ không có trong danh mục. Chọn lại loại giấy tờ.", "The kind of the legal document is not in the list. Choose another.");
    public static readonly Error ActInFuture = new("POP-0034", 422,
        "Ngày này ở tương lai. Nhập hôm nay hoặc ngày trước đó.", "This day lies in the future. Enter today or an earlier day.");
    public static readonly Error SuccessorUnknown = new("POP-0035", 422,
        "Chủ hộ mới phải là thành viên ở lại trong hộ. Chọn lại chủ hộ mới.", "The new head must be a member who stays. Choose again.");
    public static readonly Error MoveBeforeHousehold = new("POP-0036", 422,
        "Hộ chuyển đến lập ngày {0}, nên không thể vào hộ trước ngày đó. Nhập ngày muộn hơn.", "The household was founded on {0}; nobody can join it earlier. Enter a later day.");
    public static readonly Error CommuneUnknown = new("POP-0037", 422,
        "Không có xã, phường nào mang mã này vào ngày đó. Kiểm tra lại mã 5 số.", "No commune had this code on that day. Check the 5 digits.");
    public static readonly Error CaseUnknown = new("POP-0038", 422,
        "Trường hợp này không có trong quy định đang áp dụng. Chọn lại trường hợp.", "This case is not in the rules in force. Choose another.");
    public static readonly Error TermWrong = new("POP-0039", 422,
        "Thời hạn phải từ {0} ngày đến {1} tháng. Sửa ngày kết thúc.", "The term must be between {0} days and {1} months. Change the last day.");
    public static readonly Error TemporaryAtHome = new("POP-0040", 422,
        "Nơi tạm trú trùng xã với nơi thường trú, nên không cần đăng ký tạm trú.", "This is the commune of permanent residence; temporary residence is not needed.");
    public static readonly Error NoTemporary = new("POP-0041", 409,
        "Người này không có tạm trú đang hiệu lực vào ngày đó. Kiểm tra lại ngày, hoặc đăng ký mới.", "There is no temporary residence on that day. Check the day, or register a new one.");
    public static readonly Error RenewTooEarly = new("POP-0042", 422,
        "Chỉ gia hạn trong {0} ngày cuối của thời hạn. Chờ đến ngày {1}.", "Renewal is possible in the last {0} days only. Wait until {1}.");
    public static readonly Error NoPermanent = new("POP-0043", 409,
        "Người này không có nơi thường trú đang hiệu lực vào ngày đó. Kiểm tra lại ngày.", "There is no permanent residence on that day. Check the day.");
    public static readonly Error AbsentAlready = new("POP-0044", 409,
        "Người này đã khai báo tạm vắng trong thời gian đó. Kết thúc lần khai báo cũ trước.", "An absence is declared for that time already. End it first.");
    public static readonly Error NotAbsent = new("POP-0045", 409,
        "Người này không có khai báo tạm vắng vào ngày đó.", "No absence is declared on that day.");
    public static readonly Error StayTooLong = new("POP-0046", 422,
        "Lưu trú nhiều nhất {0} ngày. Ở lâu hơn thì đăng ký tạm trú.", "A stay lasts at most {0} days. Register temporary residence for longer.");
    public static readonly Error SplitWhole = new("POP-0047", 422,
        "Phải có ít nhất một người ở lại hộ cũ. Bỏ bớt người trong danh sách tách.", "Somebody must stay in the old household. Remove a person from the list.");
    public static readonly Error NotOneHousehold = new("POP-0048", 422,
        "Những người này không cùng một hộ. Chọn những người trong cùng một hộ.", "These persons do not belong to one household. Choose members of one household.");
    public static readonly Error SameHousehold = new("POP-0049", 409,
        "Hai người này đã cùng một hộ.", "They belong to one household already.");
    public static readonly Error OtherCommune = new("POP-0050", 422,
        "Hai hộ không cùng xã, phường. Làm thủ tục đăng ký thường trú thay vì nhập hộ.", "The households are in different communes. Register permanent residence instead.");
    public static readonly Error RelationMissing = new("POP-0051", 422,
        "Thiếu quan hệ với chủ hộ của một người. Chọn quan hệ cho từng người.", "The relation of a person to the head is missing. Choose one for everybody.");
    public static readonly Error HeadAlready = new("POP-0052", 409,
        "Người này đang là chủ hộ.", "This person is the head already.");
    public static readonly Error ActBeforeMembership = new("POP-0053", 422,
        "Ngày này trước ngày vào hộ hoặc ngày bắt đầu cư trú ({0}). Nhập ngày muộn hơn.", "This day lies before the membership or residence began ({0}). Enter a later day.");
    public static readonly Error HeadTooYoung = new("POP-0054", 422,
        "Chủ hộ phải đủ {0} tuổi khi trong hộ có người đủ tuổi. Chọn người khác.", "The head must be {0} years old while the household has an adult. Choose another.");
    public static readonly Error AddressNeeded = new("POP-0055", 422,
        "Nhập địa chỉ từ 1 đến 400 ký tự.", "Enter an address of 1 to 400 characters.");

    public static readonly Error ReasonNeeded = new("POP-0056", 422,
        "Nhập lý do, từ 1 đến 400 ký tự.", "Give the reason, 1 to 400 characters.");
    public static readonly Error UntilBeforeFrom = new("POP-0057", 422,
        "Ngày kết thúc sớm hơn ngày bắt đầu. Sửa lại ngày.", "The last day lies before the first one. Correct it.");

    public static readonly Error TooYoungToMarry = new("POP-0058", 422,
        "Chưa đủ {0} tuổi để kết hôn vào ngày đó. Kiểm tra ngày sinh và ngày kết hôn.", "Not {0} years old on that day. Check the dates.");
    public static readonly Error MarriedAlready = new("POP-0059", 409,
        "Người này đang có vợ hoặc chồng. Đăng ký ly hôn hoặc khai tử của người kia trước.", "This person is married. Register the divorce, or the death of the spouse, first.");
    public static readonly Error Kin = new("POP-0060", 422,
        "Hai người có quan hệ trực hệ hoặc họ hàng trong phạm vi ba đời, nên không kết hôn được.", "They are kin within three generations and cannot marry.");
    public static readonly Error MarriageSex = new("POP-0061", 422,
        "Giới tính trong cơ sở dữ liệu không khớp (chồng là nam, vợ là nữ). Kiểm tra lại số định danh.", "The sex in the register does not fit (husband male, wife female). Check the numbers.");
    public static readonly Error JudgmentNeeded = new("POP-0062", 422,
        "Ly hôn cần bản án hoặc quyết định của Tòa án. Chọn loại giấy tờ là bản án.", "A divorce rests on a judgment of a court. Choose that kind of document.");
    public static readonly Error NotMarried = new("POP-0063", 409,
        "Người này không có vợ hoặc chồng trong cơ sở dữ liệu.", "The register knows no marriage of this person.");
    public static readonly Error ParentKnown = new("POP-0064", 409,
        "Cơ sở dữ liệu đã có cha (hoặc mẹ) của người này. Cải chính nếu sai.", "The register knows this parent already. Correct it if it is wrong.");
    public static readonly Error AdopterNeeded = new("POP-0065", 422,
        "Nhập cha nuôi hoặc mẹ nuôi.", "Give an adoptive parent.");
    public static readonly Error AdoptionAge = new("POP-0066", 422,
        "Con nuôi phải dưới {0} tuổi vào ngày đăng ký.", "The adopted child must be under {0}.");
    public static readonly Error AdopterTooYoung = new("POP-0067", 422,
        "Cha mẹ nuôi phải hơn con nuôi ít nhất {0} tuổi.", "An adoptive parent must be at least {0} years older.");
    public static readonly Error ItemsNeeded = new("POP-0068", 422,
        "Chọn từ 1 đến 10 thông tin để sửa.", "Choose 1 to 10 items.");
    public static readonly Error ItemNotForKind = new("POP-0069", 422,
        "Thông tin này không sửa được bằng thủ tục đã chọn. Chọn thủ tục khác.", "This item cannot be set by this kind of act. Choose another kind.");
    public static readonly Error ItemValueWrong = new("POP-0070", 422,
        "Giá trị của {0} không đúng dạng. Xem lại danh mục rồi nhập lại.", "The value of {0} is not well formed. Look at the list and enter it again.");
    public static readonly Error ItemTwice = new("POP-0071", 422,
        "Một thông tin có trong danh sách hai lần. Xóa bớt một dòng.", "One item is listed twice. Remove a line.");
    public static readonly Error NothingChanges = new("POP-0072", 409,
        "Giá trị mới trùng với giá trị đang có. Không cần sửa.", "The new values are those of the register. Nothing to do.");
    public static readonly Error CmndInvalid = new("POP-0073", 422,
        "Số CMND cũ có đúng 9 chữ số.", "The former identity number has exactly 9 digits.");

    public static readonly Error NotKnownThen = new("POP-0074", 404,
        "Vào ngày đó cơ sở dữ liệu chưa biết điều này. Chọn ngày muộn hơn.", "The register did not know this then. Choose a later day.");

    public static readonly Error PassportInvalid = new("POP-0075", 422,
        "Số hộ chiếu gồm một chữ cái và 7 hoặc 8 chữ số.", "A passport number is a letter and 7 or 8 digits.");
    public static readonly Error CourtNeeded = new("POP-0076", 422,
        "Tuyên bố mất tích cần quyết định của Tòa án. Chọn loại giấy tờ là bản án, quyết định của Tòa án.", "Missing is declared by a court. Choose a judgment as document.");
    public static readonly Error TieAlready = new("POP-0077", 409,
        "Việc này đã được ghi cho thời gian đó.", "This is registered for that time already.");
    public static readonly Error TieUnclear = new("POP-0078", 422,
        "Chọn kết thúc tình trạng nào, hoặc người đại diện nào.", "Say which state ends, or which representative.");
    public static readonly Error NoTie = new("POP-0079", 409,
        "Không có việc nào như vậy đang hiệu lực vào ngày đó.", "Nothing like that is in force on that day.");
    public static readonly Error CmndNeedsMore = new("POP-0080", 422,
        "Số CMND 9 số có thể trùng giữa các tỉnh. Nhập thêm số định danh, hoặc họ tên và ngày sinh.", "9-digit numbers repeat across provinces. Add the personal number, or the name and the date of birth.");

    public static readonly Error BlockSize = new("POP-0081", 422,
        "Mỗi lần lấy từ 1 đến {0} số. Sửa số lượng.", "Take 1 to {0} numbers at once. Change the size.");
    public static readonly Error BlockYear = new("POP-0082", 422,
        "Năm sinh phải là năm nay, năm trước hoặc năm sau.", "The year of birth must be this, the last or the next year.");
    public static readonly Error BlockUnknown = new("POP-0083", 404,
        "Không có dãy số này. Kiểm tra lại mã dãy.", "There is no such block. Check its key.");
    public static readonly Error BlockOfOthers = new("POP-0084", 403,
        "Dãy số này do cơ quan khác lấy. Cơ quan đó mới đối soát được.", "Another agency took this block; only that agency reconciles it.");
    public static readonly Error BlockClosed = new("POP-0085", 409,
        "Dãy số này đã đối soát xong và đóng lại.", "This block was reconciled and closed.");
    public static readonly Error NumberNotOfBlock = new("POP-0086", 422,
        "Số định danh này không thuộc dãy số đã lấy, hoặc không khớp giới tính, năm sinh.", "This number is not of the block, or does not fit the sex and year of birth.");
    public static readonly Error NumberUsed = new("POP-0087", 409,
        "Số định danh này đã dùng cho một trẻ khác.", "This number was used for another child.");
    public static readonly Error NumberTwice = new("POP-0088", 422,
        "Một số định danh có trong danh sách hai lần. Xóa bớt một dòng.", "One number is listed twice. Remove a line.");

    public static readonly Error MovesCount = new("POP-0089", 422,
        "Quyết định cần từ 1 đến 12.000 dòng xã cũ – xã mới.", "A decision needs 1 to 12,000 lines of old and new communes.");
    public static readonly Error MoveTwice = new("POP-0090", 422,
        "Một dòng xã cũ – xã mới có hai lần. Xóa bớt một dòng.", "One line of old and new commune stands twice. Remove one.");
    public static readonly Error NoAreaChange = new("POP-0091", 404,
        "Danh mục địa bàn không ghi thay đổi nào vào ngày đó. Kiểm tra lại ngày và tỉnh.", "The directory knows no change of that day. Check the day and the province.");
    public static readonly Error DecisionUnknown = new("POP-0092", 404,
        "Không có quyết định này. Chọn lại trong danh sách.", "There is no such decision. Choose from the list.");
    public static readonly Error DecisionInForce = new("POP-0093", 409,
        "Quyết định đã có hiệu lực hoặc đã rút, nên không thay đổi được. Nhập quyết định mới nếu cần.", "The decision is in force or withdrawn and cannot change. Enter a new one if needed.");
    public static readonly Error DecisionNotDue = new("POP-0094", 409,
        "Quyết định có hiệu lực từ ngày {0}, nên chưa áp dụng được.", "The decision takes effect on {0} and cannot be applied yet.");

    public static readonly Error ProvinceNeeded = new("POP-0095", 422,
        "Số liệu theo xã cần chọn một tỉnh. Thêm mã tỉnh 2 số.", "Counts by commune need a province. Add its 2 digits.");

    public static readonly Error AnswerNeeded = new("POP-0096", 422,
        "Chưa nhập: {0}.", "Not answered: {0}.");
    public static readonly Error DayWrong = new("POP-0097", 422,
        "Nhập đủ ngày, tháng, năm. Ví dụ: 17/05/2026.", "Enter day, month and year. For example: 17/05/2026.");

    /// <summary>The catalogue.</summary>
    public static IReadOnlyList<Error> All { get; } =
    [
        PersonUnknown, PersonLocked, MoveBeforeBirth, MoveInFuture, AlreadyThere, HouseholdUnknown, OneHead, HeadTaken, PeopleCount, PersonTwice, HeadLeaves, MoveNotAfterCurrent,
        PlaceNeeded, AreaUnknown, NameInvalid, BirthInFuture, ParentUnknown, ParentImplausible, ParentsNeeded, BirthTwice, NumbersExhausted, KeyReused, KeyInvalid, DeathBeforeBirth,
        DeathInFuture, TooManyQuestions, TooFewItems, FileHeader, RegistryWorkOnly, DocumentMissing, EthnicityUnknown, SearchNeedsMore,
        DocumentKindUnknown, ActInFuture, SuccessorUnknown, MoveBeforeHousehold, CommuneUnknown, CaseUnknown, TermWrong, TemporaryAtHome, NoTemporary, RenewTooEarly, NoPermanent, AbsentAlready,
        NotAbsent, StayTooLong, SplitWhole, NotOneHousehold, SameHousehold, OtherCommune, RelationMissing, HeadAlready, ActBeforeMembership, HeadTooYoung, AddressNeeded, ReasonNeeded, UntilBeforeFrom,
        TooYoungToMarry, MarriedAlready, Kin, MarriageSex, JudgmentNeeded, NotMarried, ParentKnown, AdopterNeeded, AdoptionAge, AdopterTooYoung, ItemsNeeded, ItemNotForKind, ItemValueWrong,
        ItemTwice, NothingChanges, CmndInvalid, NotKnownThen, PassportInvalid, CourtNeeded,
        TieAlready, TieUnclear, NoTie, CmndNeedsMore, BlockSize, BlockYear, BlockUnknown, BlockOfOthers, BlockClosed, NumberNotOfBlock, NumberUsed, NumberTwice, MovesCount, MoveTwice,
        NoAreaChange, DecisionUnknown, DecisionInForce, DecisionNotDue, ProvinceNeeded, AnswerNeeded, DayWrong,
    ];
}
