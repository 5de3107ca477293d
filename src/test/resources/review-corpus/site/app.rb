class OrdersController
  def index
    system("ls #{params[:folder]}")
    Order.where("name = '#{params[:name]}'")
    Order.where(name: params[:name])
    eval(params[:code])
    Marshal.load(cookies[:state])
    send_file(params[:name])
    redirect_to params[:next]
    http.verify_mode = OpenSSL::SSL::VERIFY_NONE
    Digest::MD5.hexdigest(body)
    binding.pry
  end
end
